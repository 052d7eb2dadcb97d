"""The commits of the user's repository, as far back as it has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.levels import Commit
from reviewbot.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.repository import Repository

_RECENT = timedelta(days=3 * 365)  # habits change, and a walk through all of the kernel is slow
_MOST = 10  # commits that name a text: who asks wants one


@frozen(slots=False)
class RepositoryHistory:
    """The history of the commit a repository is looked at in. What took a walk is remembered."""

    repository: Repository
    _named: dict[str, tuple[Commit, ...]] = field(default_factory=dict, repr=False)
    _titles: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def tip(self) -> Commit:
        """The newest commit: the tree itself."""
        return _commit(self.repository.log.commits("--max-count=1", self.repository.commit)[0])

    def commit(self, id_: str) -> Commit | None:
        """The commit whose id starts with ``id_``; ``None`` if absent or ambiguous."""
        told = self._told(id_)
        return _commit(told) if told else None

    def naming(self, text: str) -> tuple[Commit, ...]:
        """Commits whose message has this text on one line, newest first; ten at most.

        They are looked for behind the tree's own commit only.
        """
        if not text or not text.isprintable():
            return ()
        if text not in self._named:
            options = ("--fixed-strings", f"--grep={text}", f"--max-count={_MOST}")
            told = self.repository.log.commits(*options, self.repository.commit)
            self._named[text] = tuple(map(_commit, told))
        return self._named[text]

    def released_in(self, id_: str) -> str:
        """The first tag of a release that has the commit; ``""`` if none has."""
        told = self._told(id_)
        return self.repository.log.release_with(told[0]) if told else ""

    def titles(self, paths: Iterable[str], also: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
        """The subjects of the commits of the last three years that changed a path, newest first.

        Merges do not count. All paths of one call cost one walk through those years, and ``also``
        are looked for on the same walk: they will be asked for.
        """
        wanted = list(paths)
        if any(path not in self._titles for path in wanted):
            fresh = [path for path in dict.fromkeys((*wanted, *also)) if path not in self._titles]
            since = self.tip.date - _RECENT
            self._titles.update(self.repository.log.titles(fresh, int(since.timestamp())))
        return {path: self._titles[path] for path in wanted if path in self._titles}

    def _told(self, id_: str) -> tuple[str, int, str] | None:
        full = self.repository.commit_of(id_)
        return self.repository.log.line_of(full) if full else None


def _commit(told: tuple[str, int, str]) -> Commit:
    full, seconds, title = told
    return Commit(full, title, datetime.fromtimestamp(seconds, UTC))
