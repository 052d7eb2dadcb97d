"""Git itself, and the repository patches are looked at in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.context.repository import Repository, enclosing
from reviewbot.doctor.diagnosis import Diagnosis, Health
from reviewbot.errors import UsageError
from reviewbot.git import start
from reviewbot.report.summary import count

if TYPE_CHECKING:
    from collections.abc import Iterator

_TREE = "tree"


def git() -> Diagnosis:
    """Whether there is a git that can do what is asked of it."""
    try:
        start.checked()
    except UsageError as error:
        return Diagnosis(Health.BROKEN, "git", str(error))
    return Diagnosis(Health.OK, "git", start.version())


def tree(configured: Path | None) -> Diagnosis:
    """The repository of ``reviewbot.tree``, or the one around us, and what it lacks."""
    try:
        root = configured or enclosing(Path())
        if root is None:
            why = "not in a git repository and no reviewbot.tree; patches are seen without files"
            return Diagnosis(Health.MISSING, _TREE, why)
        with Repository(root) as repository:
            parts = [f"{root} at {repository.describe}", repository.algorithm]
            parts += _lacks(repository)
    except UsageError as error:
        # a repository around us that has no commit is nobody's mistake
        return Diagnosis(Health.BROKEN if configured else Health.MISSING, _TREE, str(error))
    return Diagnosis(Health.OK, _TREE, ", ".join(parts))


def _lacks(repository: Repository) -> Iterator[str]:
    if repository.is_shallow:
        yield "shallow: older blobs and commits are not seen"
    absent = repository.absent
    if absent:
        yield f"{count(absent, 'object')} of HEAD not here (a partial clone?), none is fetched"
