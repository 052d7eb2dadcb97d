"""Puts drafts where people edit them, each once however often it is tried.

The name of a draft is made of its key alone: what is there already under that name, edited or
moved by its owner, is left alone.
"""

from __future__ import annotations

import errno
import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewbot import maildir, private
from reviewbot.errors import UsageError
from reviewbot.imap import drafts_folder
from reviewbot.watch import mbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewbot.watch.settings import Settings


@contextmanager
def receiver(settings: Settings) -> Iterator[Callable[[str, bytes], object]]:
    """A function that takes a draft by its key and puts it where the settings say.

    Both raise UsageError with one sentence where that cannot be; RefusedError is of one draft.
    """
    if settings.imap:
        with drafts_folder(settings.imap) as append:
            yield lambda key, content: append(name_of(key), content)
        return

    def put(key: str, content: bytes) -> None:
        try:
            deliver(settings.box, settings.drafts, key, content)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise UsageError(f"drafts cannot be written to {settings.drafts}: {why}") from error

    yield put


def deliver(box: str, where: Path, key: str, content: bytes) -> None:
    """Put one draft into a ``maildir``, ``mbox`` or directory of ``files``; raises OSError."""
    _BOXES[box](where, name_of(key), content)


def name_of(key: str) -> str:
    """What a draft is called in a box."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _into_maildir(where: Path, name: str, content: bytes) -> None:
    file = f"{name}.reviewbot"
    with maildir.opened(where) as box:
        if not box.named(file):
            box.add(file, content)


def _into_files(where: Path, name: str, content: bytes) -> None:
    private.folder(where)
    file = where / f"{name}.eml"
    if not private.add(file, content) and not private.is_file(file):
        raise FileExistsError(errno.EEXIST, f"{file.name} exists and is not a file")


_BOXES: dict[str, Callable[[Path, str, bytes], None]] = {
    "maildir": _into_maildir,
    "mbox": mbox.put,
    "files": _into_files,
}
