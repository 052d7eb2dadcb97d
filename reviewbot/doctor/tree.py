"""Git itself, and the repository patches are looked at in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.context.git import ask, run
from reviewbot.context.repository import Repository, enclosing
from reviewbot.doctor.line import Line, State
from reviewbot.errors import UsageError
from reviewbot.report.summary import count

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = (2, 36)  # of git: cat-file --batch-command
_VERSION = re.compile(r"(\d+)\.(\d+)")
_TREE = "tree"


def git() -> Line:
    """Whether there is a git that can do what is asked of it."""
    try:
        told = ask(Path(), "--version") or ""
    except UsageError as error:
        return Line(State.BROKEN, "git", str(error))
    number = _VERSION.search(told)
    if not number or (int(number[1]), int(number[2])) < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        return Line(State.BROKEN, "git", f"{told or 'no version'}; {wanted} or later is needed")
    return Line(State.OK, "git", told.removeprefix("git version "))


def tree(configured: Path | None) -> Line:
    """The repository of ``reviewbot.tree``, or the one around us, and what it lacks."""
    try:
        root = configured or enclosing(Path())
        if root is None:
            why = "not in a git repository and no reviewbot.tree; patches are seen without files"
            return Line(State.MISSING, _TREE, why)
        with Repository(root) as repository:
            shown = root.parent if root.name == ".git" else root
            parts = [f"{shown} at {repository.describe}", repository.algorithm]
            parts += _lacks(root, repository)
    except UsageError as error:
        # a repository around us that has no commit is nobody's mistake
        return Line(State.BROKEN if configured else State.MISSING, _TREE, str(error))
    return Line(State.OK, _TREE, ", ".join(parts))


def _lacks(root: Path, repository: Repository) -> Iterator[str]:
    if repository.is_shallow:
        yield "shallow: older blobs and commits are not seen"
    partial = ask(root, "config", "--get-regexp", r"^remote\..*\.partialclonefilter$")
    if not partial and not ask(root, "config", "extensions.partialClone"):
        return
    git_dir = Path(ask(root, "rev-parse", "--absolute-git-dir") or root)
    listed = run(
        git_dir, "rev-list", "--objects", "--no-walk", "--missing=print", repository.commit
    )
    absent = listed.stdout.startswith(b"?") + listed.stdout.count(b"\n?")
    kind = (partial or "").rpartition(" ")[2] or "filtered"
    yield f"partial ({kind}): {count(absent, 'object')} of HEAD not here, none is fetched"
