"""What is worked out of files that seldom change, kept for the next start in the user's cache.

It counts as long as those files are as they were: their names, sizes and times, its state, stand before
it. Absent, of another state or damaged it is worked out again; where nothing can be kept, at each start.
"""

from __future__ import annotations

import os
import sys
from binascii import crc32
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import __version__
from reviewbot.errors import UsageError
from reviewbot.paths import in_cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_CHECKSUM = 4  # bytes at the start, of all behind them
_END = b"\0"  # of the state, in which there is none
_PACKAGE = (".dist-info", ".egg-info")
_BYTE_CODE = "__pycache__"

Stamp = tuple[str, int, int]  # of a file: its path, when it was changed, its size


def prepared(name: str, stamps: Iterable[Stamp], make: Callable[[], bytes]) -> bytes:
    """What ``make`` works out of the files with these stamps, or worked out at an earlier start."""
    state = state_of(stamps)
    known = kept(name, state)
    if known is None:
        known = make()
        keep(name, state, known)
    return known


def kept(name: str, state: bytes) -> bytes | None:
    """What was kept under a name in that state."""
    try:
        content = in_cache(f"prepared/{name}").read_bytes()
    except (OSError, UsageError):
        return None
    start = _CHECKSUM + len(state) + len(_END)
    if content[_CHECKSUM:start] != state + _END or content[:_CHECKSUM] != _checksum(content):
        return None
    return content[start:]


def keep(name: str, state: bytes, content: bytes) -> None:
    """Keep it, if that can be."""
    from reviewbot import private  # noqa: PLC0415  most starts keep nothing new

    whole = b"".join((bytes(_CHECKSUM), state, _END, content))
    with suppress(OSError, UsageError):
        path = in_cache(f"prepared/{name}")
        private.folder(path.parent)
        private.replace(path, _checksum(whole) + whole[_CHECKSUM:])


def state_of(stamps: Iterable[Stamp]) -> bytes:
    """The state of files, of this program and of Python."""
    return repr((__version__, sys.version, sorted(stamps))).encode("utf-8", "surrogateescape")


def stamp(path: Path) -> Stamp:
    """That of a file; raises OSError where it is missing."""
    known = path.stat()
    return str(path), known.st_mtime_ns, known.st_size


def stamps_below(folder: str, ends: tuple[str, ...]) -> list[Stamp]:
    """The stamps of all files below a folder whose names end like that."""
    found, folders = [], [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(ends):
                    known = entry.stat()
                    found.append((entry.path, known.st_mtime_ns, known.st_size))
                elif "." not in entry.name and entry.name != _BYTE_CODE and entry.is_dir():
                    folders.append(entry.path)
    return found


def stamps_of_packages(places: Iterable[str]) -> list[Stamp]:
    """The stamps of what packages bring to others, in the places that modules are imported from."""
    found = []
    for place in (each or "." for each in places):
        try:
            names = os.listdir(place)  # noqa: PTH208  most of what there is brings nothing
        except NotADirectoryError:  # an archive of modules
            found.append(stamp(Path(place)))
        except OSError:
            continue
        else:
            said = (f"{place}/{name}/entry_points.txt" for name in names if name.endswith(_PACKAGE))
            found += filter(None, map(_stamp_of_any, said))
    return found


def _stamp_of_any(path: str) -> Stamp | None:
    """That of a file, if there is one."""
    try:
        known = os.stat(path)  # noqa: PTH116  a tenth of the price, and there are hundreds
    except OSError:
        return None
    return path, known.st_mtime_ns, known.st_size


def _checksum(content: bytes) -> bytes:
    return crc32(memoryview(content)[_CHECKSUM:]).to_bytes(_CHECKSUM, "big")
