"""Files for their owner alone: whole or not there, through no link, over nothing of anybody else's.

Drafts, remarks and what is known of them are not for others to read before they are sent. What is
made here is 0600, directories 0700, whatever the umask; a directory that is there already keeps the
rights its owner gave it. Somebody may be able to write beside us: a name that exists is never
written through, and what is not yet whole has a name that nobody can guess.

All functions raise OSError; its ``strerror`` says what is in the way.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path

_FOLDER, _FILE, _SHARED = 0o700, 0o600, 0o666
_OTHERS = 0o077
_SAFE = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK  # nor does a FIFO keep us waiting


def folder(path: Path) -> None:
    """Make a directory, and those above it that are missing."""
    if path.is_dir():
        return
    if path.parent != path:
        folder(path.parent)
    try:
        path.mkdir(_FOLDER)
    except FileExistsError as error:
        if not path.is_dir():  # made by another process meanwhile
            raise NotADirectoryError(errno.ENOTDIR, "Not a directory", str(path)) from error


@contextmanager
def directory(path: Path | str, *, inside: int | None = None) -> Iterator[int]:
    """A directory held open: what is done in it stays in it, wherever its name leads meanwhile.

    ``inside`` of another one that is open it may be no link.
    """
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    here = os.open(path, flags if inside is None else flags | os.O_NOFOLLOW, dir_fd=inside)
    try:
        yield here
    finally:
        os.close(here)


def add(path: Path, content: bytes) -> bool:
    """Put a whole file there at once; false, and nothing is changed, where the name is taken."""
    with directory(path.parent) as here:
        return add_in(here, path.name, content, by=here)


def add_in(where: int, name: str, content: bytes, *, by: int) -> bool:
    """As ``add``, in a directory that is open; ``by`` is the one it becomes whole in."""
    with _fresh(by, content, _FILE) as fresh:
        try:
            os.link(fresh, name, src_dir_fd=by, dst_dir_fd=where, follow_symlinks=False)
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links
            if _mode(where, name) is not None:
                return False
            os.rename(fresh, name, src_dir_fd=by, dst_dir_fd=where)
    return True


def replace(path: Path, content: bytes, *, shared: bool = False) -> None:
    """Put a whole file there at once, instead of one that is there.

    With ``shared`` it is no secret: it has the rights of the old one, or what the umask says.
    """
    with directory(path.parent) as here:
        old = _old(here, path)
        with _fresh(here, content, _SHARED if shared else _FILE) as fresh:
            if shared and old is not None:
                os.chmod(fresh, stat.S_IMODE(old), dir_fd=here)
            os.rename(fresh, path.name, src_dir_fd=here, dst_dir_fd=here)


def can_be_replaced(path: Path) -> None:
    """Raise, before any work for it is done, where ``replace`` would."""
    with directory(path.parent) as here:
        _old(here, path)


def opened(path: Path, *, ours: bool = False) -> FileIO:
    """A file to read and change where it is, made where it is missing.

    It keeps its rights; but what is ``ours`` alone loses those for others that it may have had.
    """
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | _SAFE, _FILE), "r+b", buffering=0)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _no_file(stat.S_IFLNK, path) from error
        raise
    mode = os.fstat(file.fileno()).st_mode
    if not stat.S_ISREG(mode):
        file.close()
        raise _no_file(mode, path)
    if ours and mode & _OTHERS:
        os.fchmod(file.fileno(), _FILE)
    return file


def append(file: FileIO, content: bytes) -> None:
    """Write at the end, to the disk, or leave the file as it was."""
    end = file.seek(0, os.SEEK_END)
    try:
        _write(file, content)
    except OSError:
        file.truncate(end)
        raise


def is_file(path: Path) -> bool:
    """Whether there is a file of that name: no link, no directory."""
    with directory(path.parent) as here:
        mode = _mode(here, path.name)
        return mode is not None and stat.S_ISREG(mode)


@contextmanager
def _fresh(where: int, content: bytes, rights: int) -> Iterator[str]:
    """The name of a file with this content, which is gone afterwards if it was not moved."""
    import secrets  # noqa: PLC0415  nothing is written at most starts

    name = f".reviewbot-{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFE
    try:
        with os.fdopen(os.open(name, flags, rights, dir_fd=where), "wb", buffering=0) as file:
            _write(file, content)
        yield name
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=where)


def _write(file: FileIO, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
    os.fsync(file.fileno())


def _old(here: int, path: Path) -> int | None:
    """The mode of the file that is to be replaced."""
    mode = _mode(here, path.name)
    if mode is not None and not stat.S_ISREG(mode):
        raise _no_file(mode, path)
    return mode


def _mode(where: int, name: str) -> int | None:
    """What has that name, itself and not what it leads to."""
    try:
        return os.stat(name, dir_fd=where, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return None


def _no_file(mode: int, path: Path) -> OSError:
    if stat.S_ISDIR(mode):
        return IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    what = "it is a symbolic link" if stat.S_ISLNK(mode) else "it is not a regular file"
    return OSError(errno.EINVAL, what, str(path))
