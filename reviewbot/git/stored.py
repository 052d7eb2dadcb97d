"""Whether the objects of a repository are still the same, told without reading any."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOSE = regex(r"[0-9a-f]{2}|pack")
_DEEPEST = 5  # of stores that name another one, as git has it
_LONGEST = 1 << 16  # bytes of a file that names others


def stored(objects: Path) -> Iterator[tuple[str, int]]:
    """The directories of a store of objects, and of those it shares, each with when it changed.

    Git adds an object by a file that is renamed to its place, so that its directory has changed.
    """
    for store in stores(objects):
        with suppress(OSError):
            for each in sorted(store.iterdir()):
                if _LOOSE.fullmatch(each.name):
                    yield str(each), each.stat().st_mtime_ns


def stores(objects: Path, depth: int = _DEEPEST) -> Iterator[Path]:
    """A store of objects, and those it shares."""
    yield objects
    with suppress(OSError, ValueError):
        for other in _shared(objects / "info/alternates") if depth else ():
            yield from stores(objects / other, depth - 1)


def _shared(alternates: Path) -> list[str]:
    """The stores that a file of git's names; raises OSError and ValueError."""
    if not alternates.is_file():
        return []
    with alternates.open(encoding="utf-8", errors="surrogateescape") as file:
        lines = file.read(_LONGEST).split("\n")
    return [line for line in lines if line and not line.startswith("#")]
