"""At which line of a file its mails stand, for editors to go there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reviewbot.model.patch import Patch

_ID = regex(rb"^message-id:\s*<?([^<>\s]+)", re.IGNORECASE | re.MULTILINE)
_PLAIN = regex(r"[^:\"\x00-\x1f\x7f]+")  # a path that an editor sees the end of


def mail_lines(path: Path, raws: Iterable[bytes]) -> Callable[[Patch, int], str] | None:
    """A function that gives ``FILE:LINE`` for a body line of a mail that was read of a file.

    Where the body is encoded in the file that is the line its header begins at. ``None`` where no
    mail is found in the file as it was read: it is packed, or a maildir.
    """
    if not path.is_file() or not _PLAIN.fullmatch(str(path)):
        return None
    starts = _starts(path.read_bytes(), raws)
    if not starts:
        return None

    def where(mail: Patch, body_line: int) -> str:
        message = mail.answer_to
        first, lines = starts.get(message.message_id, (1, []))
        there = mail.line_there(body_line)
        number = next((at for at, line in enumerate(lines) if not line.strip()), 0) + there
        text = lines[number] if number < len(lines) else b""
        is_plain = text.rstrip(b"\r").decode("utf-8", "replace") == message.line(there)
        return f"{path}:{first + number if is_plain else first}"

    return where


def _starts(data: bytes, raws: Iterable[bytes]) -> dict[str, tuple[int, list[bytes]]]:
    """By message-id: the line of the file a mail begins at, and the lines of the mail."""
    starts: dict[str, tuple[int, list[bytes]]] = {}
    at, line = 0, 1
    for raw in raws:
        header = raw.partition(b"\n\n")[0]
        found, name = data.find(header, at), _ID.search(header)
        if found >= 0 and name:
            line += data.count(b"\n", at, found)
            at = found
            starts[name[1].decode("utf-8", "replace")] = (line, raw.split(b"\n"))
    return starts
