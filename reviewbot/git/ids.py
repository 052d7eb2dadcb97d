"""Which ids there are in a store of objects, told without git.

For an object that is not there git looks at everything anew, for each that is asked: half a
millisecond. Most blobs that mails name are not there.
"""

from __future__ import annotations

import mmap
import os
import time
from bisect import bisect_left
from typing import TYPE_CHECKING

from reviewbot.git.stored import stores

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SETTLED = 1_000_000_000  # nanoseconds after which a directory that changes tells so
_INDEX = b"\xfftOc\0\0\0\2"  # gitformat-pack(5): begins an index of version 2
_FANOUT = len(_INDEX)  # where it tells how many ids begin with at most each byte
_NAMES = _FANOUT + 256 * 4


class Ids:
    """The ids of a store of objects and of those it shares, each of so many bytes."""

    def __init__(self, objects: Path, width: int) -> None:
        self._stores = tuple(stores(objects))
        self._are_told = all(store.is_dir() for store in self._stores)  # a name may be quoted
        self._width = width
        self._listed: dict[Path, tuple[int, Callable[[str], bool]]] = {}

    def may_have(self, start: str) -> bool:
        """Whether an id starts with these digits, four or more; also where that cannot be told."""
        try:
            return not self._are_told or any(
                self._in(store / start[:2], _loose)(start)
                or self._in(store / "pack", self._packed)(start)
                for store in self._stores
            )
        except (OSError, ValueError):
            return True

    def _in(
        self, folder: Path, read: Callable[[Path], Callable[[str], bool]]
    ) -> Callable[[str], bool]:
        """What tells whether an id is in a directory: as it was read, unless that has changed."""
        try:
            changed = folder.stat().st_mtime_ns
        except FileNotFoundError:
            return _nothing
        known = self._listed.get(folder)
        if known and known[0] == changed:
            return known[1]
        is_settled = changed < time.time_ns() - _SETTLED
        has = read(folder)
        self._listed[folder] = changed if is_settled else -1, has
        return has

    def _packed(self, folder: Path) -> Callable[[str], bool]:
        """Of a directory of packs."""
        packs = [_mapped(path) for path in folder.iterdir() if path.suffix == ".idx"]
        return lambda start: any(_is_in(pack, start, self._width) for pack in packs)


def _nothing(_start: str) -> bool:
    return False


def _loose(folder: Path) -> Callable[[str], bool]:
    """Of a directory of the objects whose ids begin with a byte."""
    names = "\n".join(("", *os.listdir(folder)))  # noqa: PTH208  they are hundreds
    return lambda start: f"\n{start[2:]}" in names


def _mapped(path: Path) -> mmap.mmap:
    """The index of a pack; raises ValueError for one of another version."""
    with path.open("rb") as file:
        index = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if index[:_FANOUT] != _INDEX:
        raise ValueError(path.name)
    return index


def _is_in(index: mmap.mmap, start: str, width: int) -> bool:
    def name(at: int) -> str:
        return index[_NAMES + at * width : _NAMES + (at + 1) * width].hex()

    def count(byte: int) -> int:
        at = _FANOUT + 4 * byte
        return int.from_bytes(index[at : at + 4], "big") if byte >= 0 else 0

    first = int(start[:2], 16)
    ids = range(count(first - 1), count(first))
    at = bisect_left(ids, start, key=name)
    return at < len(ids) and name(ids[at]).startswith(start)
