"""The answers to a thread, kept from the moment they are given: a file for each thread."""

from __future__ import annotations

import fcntl
import os
from contextlib import ExitStack, contextmanager, suppress

from reviewbot import private
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from io import FileIO
    from pathlib import Path

    from reviewbot.triage.steps import Step


class Journal:
    """``steps`` are the answers of earlier runs, ``path`` is without its ending."""

    def __init__(self, path: Path, file: FileIO) -> None:
        """Read what is there; what is no answer at its end is taken away."""
        from reviewbot.triage.journal import read

        self.path = path
        self._file = file
        content = file.read()
        self.steps, end = read(content or b"")
        file.truncate(end)

    def add(self, step: Step) -> None:
        """Keep an answer: it is on the disk then. Raises UsageError where it cannot be."""
        from reviewbot.triage.journal import line_of

        with _in_words(self.path):
            private.append(self._file, line_of(step).encode())

    def forget(self) -> None:
        """Begin anew."""
        self.steps = ()
        self._file.truncate(0)

    def beside(self, name: str) -> Path:
        """Where a text is edited: the same for the same remark, to be found again."""
        return self.path.with_name(f"{self.path.name}-{name}.eml")

    def remove(self) -> None:
        """All of it is done."""
        with suppress(FileNotFoundError):
            _named(self.path).unlink()


@contextmanager
def journal(ids: Iterable[str]) -> Iterator[Journal]:
    """The journal of the series that begin with these mails.

    Raises UsageError where it cannot be used, or another process has it.
    """
    import hashlib

    from reviewbot.paths import in_state

    key = hashlib.sha256("\0".join(ids).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    path = in_state("triage") / key
    with ExitStack() as stack:
        with _in_words(path):
            private.folder(path.parent)
            book = Journal(path, stack.enter_context(_locked(_named(path))))
        yield book


def _named(path: Path) -> Path:
    return path.with_name(f"{path.name}.jsonl")


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"answers cannot be kept in {_named(path)}: {why}") from error


@contextmanager
def _locked(path: Path) -> Iterator[FileIO]:
    """The file, for nobody else; one that another process removes meanwhile is no longer it."""
    while True:
        with private.opened(path, ours=True) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UsageError("this thread is being gone through by another -i") from error
            if not path.exists() or os.fstat(file.fileno()).st_ino != path.stat().st_ino:
                continue
            yield file
            return
