"""Where repositories are, found by how git lays them out (gitrepository-layout(5)).

Git itself is not asked: to find a repository it reads the configuration of each it meets, and a
path that is meant to be a repository itself must not lead it to one further up.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 4096  # bytes of a file that names a path
_HEAD = regex(r"ref:\s*refs/.+|[0-9a-f]{40}(?:[0-9a-f]{24})?")


@frozen
class Place:
    """A repository: its git directory, the one it shares objects with, and its work tree.

    ``common`` is another than ``git_dir`` for a linked work tree (git-worktree(1)); ``work_tree``
    is ``None`` for a bare repository. Paths are absolute.
    """

    git_dir: Path
    common: Path
    work_tree: Path | None


def at(path: Path) -> Place | None:
    """The repository a path is: a git directory, or the top of a work tree; else ``None``."""
    with suppress(OSError, ValueError):
        top = path.resolve()
        found = _git_dir(_led_to(top / ".git"), top)
        return found or _git_dir(top, top.parent if top.name == ".git" else None)
    return None


def around(path: Path) -> Place | None:
    """The repository a path is or is in, if it is in one."""
    with suppress(OSError, ValueError):
        start = path.resolve(strict=True)
        return next(filter(None, map(at, (start, *start.parents))), None)
    return None


def head(git_dir: Path) -> str:
    """What its HEAD says: ``ref: refs/heads/NAME`` or an object id; ``""`` for anything else."""
    said = _text(git_dir / "HEAD")
    return said if _HEAD.fullmatch(said) else ""


def _git_dir(path: Path, work_tree: Path | None) -> Place | None:
    named = _text(path / "commondir")
    common = (path / named).resolve() if named else path
    if not head(path) or not all((common / name).is_dir() for name in ("objects", "refs")):
        return None
    alternates = common / "objects/info/alternates"
    if alternates.exists() and not alternates.is_file():  # git would wait for a pipe for ever
        return None
    return Place(path, common, work_tree)


def _led_to(path: Path) -> Path:
    """The git directory of a work tree: ``.git``, or what a file of that name says."""
    named = _text(path)
    if named.startswith("gitdir: "):
        return (path.parent / named.removeprefix("gitdir: ")).resolve()
    return path.resolve()


def _text(path: Path) -> str:
    """The line in a small file; ``""`` for what is no file, which might never end."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.read(_LONGEST).decode("utf-8", "surrogateescape").strip()
