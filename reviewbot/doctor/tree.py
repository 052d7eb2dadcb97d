"""Git itself, and the repository patches are looked at in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.context.repository import Repository, enclosing
from reviewbot.doctor.diagnosis import Diagnosis, Health
from reviewbot.errors import UsageError
from reviewbot.git import start
from reviewbot.report.summary import count
from reviewbot.trees.table import read

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
        return Diagnosis(Health.OK, _TREE, _seen(root))
    except UsageError as error:
        # a repository around us that has no commit is nobody's mistake
        return Diagnosis(Health.BROKEN if configured else Health.MISSING, _TREE, str(error))


def trees(path: Path | None) -> Iterator[Diagnosis]:
    """Each repository of ``trees.toml``, for whom it is, and what it lacks."""
    try:
        entries = read(path)
    except UsageError as error:
        yield Diagnosis(Health.BROKEN, "trees", str(error))
        return
    for entry in entries:
        about = f"tree for {', '.join((*entry.lists, *entry.paths)) or 'the rest'}"
        try:
            yield Diagnosis(Health.OK, about, _seen(entry.path))
        except UsageError as error:
            yield Diagnosis(Health.BROKEN, about, str(error))


def _seen(root: Path) -> str:
    """What a repository is at; raises UsageError where it is none."""
    with Repository(root) as repository:
        parts = [f"{root} at {repository.describe}", repository.algorithm]
        return ", ".join((*parts, *_lacks(repository)))


def _lacks(repository: Repository) -> Iterator[str]:
    if repository.is_shallow:
        yield "shallow: older blobs and commits are not seen"
    absent = repository.absent
    if absent:
        yield f"{count(absent, 'object')} of HEAD not here (a partial clone?), none is fetched"
