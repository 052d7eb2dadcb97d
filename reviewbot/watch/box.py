"""Looks whether drafts are where they were put; nothing is changed there."""

from __future__ import annotations

import mailbox
import re
from contextlib import suppress
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.imap import MARK
from reviewbot.regex import regex
from reviewbot.watch.deliver import name_of
from reviewbot.watch.ledger import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reviewbot.watch.settings import Settings

_QUOTED = regex(rb"^>(>*From )", re.MULTILINE)
_LARGEST = 1 << 20  # no draft is larger


def looked(settings: Settings, drafts: Mapping[str, tuple[str, str]]) -> Mapping[str, str]:
    """``there``, ``edited`` or ``gone``, by key; none where that cannot be told.

    ``drafts`` has the mail each answers, and its digest. One that is gone was edited if another
    draft in the box answers the same mail: mailers put what they recalled back under a new name.
    """
    if settings.imap or not drafts:
        return {}
    try:
        found = dict(_BOXES[settings.box](settings.drafts))
    except OSError:
        return {}
    answered = {_answers(raw) for raw in found.values()}
    states = {}
    for key, (mail, known) in drafts.items():
        raw = found.get(name_of(key))
        if raw is None:
            states[key] = "edited" if mail in answered else "gone"
        else:
            states[key] = "there" if digest(raw) == known else "edited"
    return states


def _answers(raw: bytes) -> str:
    fields = BytesHeaderParser().parsebytes(raw)
    return str(fields.get("In-Reply-To", "")).strip().strip("<>")


def _maildir(where: Path) -> Iterator[tuple[str, bytes]]:
    for folder in ("cur", "new"):
        for path in (where / folder).iterdir():
            yield path.name.partition(".reviewbot")[0], _read(path)


def _files(where: Path) -> Iterator[tuple[str, bytes]]:
    for path in where.glob("*.eml"):
        yield path.stem, _read(path)


def _mbox(where: Path) -> Iterator[tuple[str, bytes]]:
    if not private.is_file(where):
        raise FileNotFoundError(where)
    box = mailbox.mbox(where, create=False)
    try:
        for number, key in enumerate(box.keys()):
            raw = _QUOTED.sub(rb"\1", box.get_bytes(key))
            mark = BytesHeaderParser().parsebytes(raw).get(MARK, "")
            yield str(mark).strip() or f"#{number}", raw
    finally:
        box.close()


def _read(path: Path) -> bytes:
    with suppress(FileNotFoundError):  # moved by a mailer meanwhile
        if private.is_file(path):  # a FIFO might never end
            with path.open("rb") as file:
                return file.read(_LARGEST)
    return b""


_BOXES = {"maildir": _maildir, "files": _files, "mbox": _mbox}
