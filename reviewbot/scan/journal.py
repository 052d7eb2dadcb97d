"""An output that can be killed at any moment and go on: nothing is lost, nothing written twice.

Beside the output lies its state: how many pieces of the work are in it, and how long it was when
they were. What was written after that is cut off before going on.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Journal:
    """``done`` pieces are in the output; ``add`` puts the next one there.

    Without a ``state`` (a pipe) nothing is remembered.
    """

    def __init__(self, out: BinaryIO, state: Path | None, work: str, done: int) -> None:
        self._out = out
        self._state = state
        self._work = work
        self.done = done

    def add(self, lines: bytes) -> None:
        """Append what one piece came to; once this returns, it is kept."""
        self._out.write(lines)
        self._out.flush()
        self.done += 1
        if self._state:
            os.fsync(self._out.fileno())
            _write(self._state, self._work, self.done, self._out.tell())


@contextmanager
def journal(path: Path, work: str) -> Iterator[Journal]:
    """Open ``path`` to go on where it was left.

    ``work`` names what is being done, and with what: an output begun for other work is refused.
    Raises UsageError where it cannot be read or written, or is of other work.
    """
    state = path.with_name(f"{path.name}.state")
    try:
        done, size = _read(state, work, path)
        _write(state, work, done, size)  # before the first output: what comes is ours
        with path.open("r+b" if path.exists() else "w+b") as out:
            out.truncate(size)
            out.seek(size)
            yield Journal(out, state, work, done)
    except OSError as error:
        raise UsageError(f"{error.filename or path} cannot be written: {error.strerror}") from error


def _read(state: Path, work: str, path: Path) -> tuple[int, int]:
    if not state.exists():
        if path.exists() and path.stat().st_size:
            raise UsageError(f"{path} is there already, and was not begun by this command")
        return 0, 0
    try:
        known = json.loads(state.read_text(encoding="utf-8"))
        begun, done, size = str(known["work"]), int(known["done"]), int(known["size"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{state} is damaged; remove it and {path} to start anew") from error
    if begun != work:
        raise UsageError(f"{path} was begun for other archives or options; name another output")
    if size and (not path.exists() or path.stat().st_size < size):
        raise UsageError(f"{path} lost what {state.name} says it had; remove both to start anew")
    return done, size


def _write(state: Path, work: str, done: int, size: int) -> None:
    fresh = state.with_name(f"{state.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"work": work, "done": done, "size": size}, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(state)
