"""An output that can be killed at any moment and go on: nothing is lost, nothing written twice.

Beside the output lies its state: how many pieces of the work are in it, and how long it was when
they were. What was written after that is cut off before going on.
"""

from __future__ import annotations

import fcntl
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.errors import UsageError
from reviewbot.streams import show_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path


class Journal:
    """``done`` pieces are in the output; ``add`` puts the next one there."""

    def __init__(self, out: FileIO, state: Path, work: str, done: int) -> None:
        self._out = out
        self._state = state
        self._work = work
        self.done = done

    def add(self, lines: bytes) -> None:
        """Append what one piece came to; once this returns, it is kept."""
        private.append(self._out, lines)
        self.done += 1
        _write(self._state, self._work, self.done, self._out.tell())


class Pipe:
    """Standard output, of which nothing is remembered."""

    done = 0

    def add(self, lines: bytes) -> None:
        """Write what one piece came to."""
        show_bytes(lines)


@contextmanager
def journal(path: Path, work: str) -> Iterator[Journal]:
    """Open ``path`` to go on where it was left, for one process at a time.

    ``work`` names what is being done, and with what: an output begun for other work is refused.
    Raises UsageError where it cannot be read or written, is of other work, or is being written.
    """
    state = path.with_name(f"{path.name}.state")
    try:
        with private.opened(path) as out:
            try:
                fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UsageError(f"another reviewbot is writing {path}") from error
            done, size = _read(state, work, path)
            _write(state, work, done, size)  # before the first output: what comes is ours
            out.truncate(size)
            out.seek(size)
            yield Journal(out, state, work, done)
    except OSError as error:
        raise UsageError(f"{error.filename or path} cannot be written: {error.strerror}") from error


def _read(state: Path, work: str, path: Path) -> tuple[int, int]:
    if not private.is_file(state):
        if path.exists() and path.stat().st_size:
            raise UsageError(f"{path} is there already, and was not begun by this command")
        return 0, 0
    try:
        known = json.loads(state.read_text(encoding="utf-8"))
        begun, done, size = known["work"], known["done"], known["size"]
        if type(done) is not int or type(size) is not int or min(done, size) < 0:
            raise ValueError(done, size)  # noqa: TRY301  one kind of damage
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UsageError(f"{state} is damaged; remove it and {path} to start anew") from error
    if begun != work:
        raise UsageError(f"{path} was begun for other archives or options; name another output")
    if size and (not path.exists() or path.stat().st_size < size):
        raise UsageError(f"{path} lost what {state.name} says it had; remove both to start anew")
    return done, size


def _write(state: Path, work: str, done: int, size: int) -> None:
    private.replace(state, json.dumps({"work": work, "done": done, "size": size}).encode())
