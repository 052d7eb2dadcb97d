"""Puts drafts where people edit them, each once however often it is tried.

The name of a draft is made of its key alone: what is there already under that name, edited or
moved by its owner, is left alone.
"""

from __future__ import annotations

import hashlib
import mailbox
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.imap import MARK, drafts_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewbot.watch.settings import Settings

_DRAFT = ":2,DS"  # maildir(5): a draft, seen
_FROM = re.compile(rb"^>*From ", re.MULTILINE)


@contextmanager
def receiver(settings: Settings) -> Iterator[Callable[[str, bytes], object]]:
    """A function that takes a draft by its key and puts it where the settings say.

    Both raise UsageError with one sentence where that cannot be; RefusedError is of one draft.
    """
    if settings.imap:
        with drafts_folder(settings.imap) as append:
            yield lambda key, content: append(_name(key), content)
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
    _BOXES[box](where, _name(key), content)


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _into_maildir(where: Path, name: str, content: bytes) -> None:
    folders = [where / folder for folder in ("cur", "new", "tmp")]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    file = f"{name}.reviewbot"
    if any(path.name.startswith(file) for folder in folders[:2] for path in folder.iterdir()):
        return
    _whole(where / "tmp" / file, content)
    (where / "tmp" / file).rename(where / "cur" / f"{file}{_DRAFT}")


def _into_files(where: Path, name: str, content: bytes) -> None:
    where.mkdir(parents=True, exist_ok=True)
    file = where / f"{name}.eml"
    if not file.exists():
        fresh = where / f".{name}.new"
        _whole(fresh, content)
        fresh.rename(file)


def _into_mbox(where: Path, name: str, content: bytes) -> None:
    """Append under the lock that mailers take (mboxrd); what was half written is taken back."""
    where.parent.mkdir(parents=True, exist_ok=True)
    where.touch()
    mark = f"{MARK}: {name}\n".encode()
    with _locked(where), where.open("r+b") as file:
        before = file.read()
        if mark in before:
            return
        start = len(before)
        gap = b"\n" if before and not before.endswith(b"\n\n") else b""
        escaped = _FROM.sub(rb">\g<0>", content)
        try:
            file.write(gap + b"From reviewbot Thu Jan  1 00:00:00 1970\n" + mark + escaped + b"\n")
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.truncate(where, start)
            raise


@contextmanager
def _locked(where: Path) -> Iterator[None]:
    box = mailbox.mbox(where)
    box.lock()
    try:
        yield
    finally:
        box.unlock()
        box.close()


def _whole(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


_BOXES: dict[str, Callable[[Path, str, bytes], None]] = {
    "maildir": _into_maildir,
    "mbox": _into_mbox,
    "files": _into_files,
}
