"""Ways in which objects of a git repository are lost or damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trees import git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def unpack(git_dir: Path) -> None:
    """Make all objects files of their own."""
    for pack in list((git_dir / "objects/pack").glob("*.pack")):
        away = git_dir / pack.name
        pack.rename(away)
        for more in (git_dir / "objects/pack").glob(f"{pack.stem}.*"):
            more.unlink()
        git(git_dir, "unpack-objects", "-q", stdin=away.read_bytes())
        away.unlink()


def spoil(git_dir: Path, ids: Iterable[str], how: Callable[[Path], None]) -> None:
    """Do that to the files of these objects; a clone may share them with what it is of."""
    for id_ in ids:
        path = git_dir / "objects" / id_[:2] / id_[2:]
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
        how(path)


def missing(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def garbled(path: Path) -> None:
    path.write_bytes(b"garbage" + path.read_bytes())


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


DAMAGE = (missing, emptied, cut, garbled, flipped)
