"""Drafts put into a maildir (maildir(5)): whole in ``tmp/``, then in ``cur/``, flagged as drafts.

Its folders are held open and may be no links: nothing is written but into this maildir.
"""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.frozen import frozen
from reviewbot.stamp import undated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FOLDERS = ("cur", "new", "tmp")
_FLAGS = ":2,DS"  # a draft, seen
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC


@frozen
class Maildir:
    """A maildir and its folders, held open; use ``opened``. All methods raise OSError."""

    path: Path
    cur: int
    new: int
    tmp: int

    def named(self, start: str) -> bool:
        """Whether there is a mail whose name begins so, wherever its owner moved it."""
        return any(name.startswith(start) for _, _, name in self._files())

    def holding(self, content: bytes) -> Path | None:
        """The mail that has this content, whenever it was written."""
        wanted = undated(content)
        for folder, where, name in self._files():
            with (
                suppress(FileNotFoundError),  # moved by a mailer meanwhile
                os.fdopen(os.open(name, _READ, dir_fd=where), "rb") as file,
            ):
                size = os.fstat(file.fileno()).st_size
                if size == len(content) and undated(file.read()) == wanted:
                    return self.path / folder / name
        return None

    def add(self, name: str, content: bytes) -> Path:
        """Deliver a draft under a name of its own."""
        full = f"{name}{_FLAGS}"
        if not private.add_in(self.cur, full, content, by=self.tmp):
            raise FileExistsError(errno.EEXIST, f"cur/{full} exists and is not a mail")
        return self.path / "cur" / full

    def _files(self) -> Iterator[tuple[str, int, str]]:
        for folder, where in (("cur", self.cur), ("new", self.new)):
            with os.scandir(where) as entries:
                names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
            yield from ((folder, where, name) for name in sorted(names))


def is_one(path: Path) -> bool:
    """Whether a directory is a maildir, or empty: one is made of it then; raises OSError."""
    with os.scandir(path) as entries:
        there = {entry.name for entry in entries}
    return there.issuperset(_FOLDERS) or not there - {*_FOLDERS}


@contextmanager
def opened(path: Path) -> Iterator[Maildir]:
    """A maildir, made where there is none; raises OSError where there is something else."""
    private.folder(path)
    with ExitStack() as stack:
        here = stack.enter_context(private.directory(path))
        with os.scandir(here) as entries:
            there = {entry.name for entry in entries}
        missing = [name for name in _FOLDERS if name not in there]
        if missing and there - {*_FOLDERS}:
            raise NotADirectoryError(errno.ENOTDIR, "it is not a maildir", str(path))
        for name in missing:
            with suppress(FileExistsError):  # made by another process meanwhile
                os.mkdir(name, 0o700, dir_fd=here)
        yield Maildir(path, *(_folder(stack, here, name) for name in _FOLDERS))


def _folder(stack: ExitStack, here: int, name: str) -> int:
    try:
        return stack.enter_context(private.directory(name, inside=here))
    except NotADirectoryError as error:
        why = f"it is not a maildir: {name} in it is not a directory"
        raise NotADirectoryError(errno.ENOTDIR, why) from error
