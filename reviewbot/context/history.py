"""The commits of the user's repository, as far back as it has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewbot.context.levels import Commit

if TYPE_CHECKING:
    from reviewbot.context.repository import Repository


@dataclass(frozen=True)
class RepositoryHistory:
    """The history of the commit a repository is looked at in."""

    repository: Repository

    def commit(self, id_: str) -> Commit | None:
        """The commit whose id starts with ``id_``; ``None`` if absent or ambiguous."""
        told = self.repository.commit_line(id_)
        if told is None:
            return None
        full, seconds, title = told
        return Commit(full, title, datetime.fromtimestamp(seconds, UTC))

    def released_in(self, id_: str) -> str:
        """The first tag of a release that has the commit; ``""`` if none has."""
        return self.repository.release_with(id_)

    def titles(self, path: str, count: int) -> tuple[str, ...]:
        """The subjects of the last ``count`` commits that changed a path, newest first."""
        return self.repository.titles(path, count)
