"""The fields of a mail that people read, decoded: what is plain needs no library, and most is."""

from __future__ import annotations

from binascii import a2b_base64, a2b_qp
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    import re

    from reviewbot.thread.mime import Content

# whole and of these charsets, as nearly all are: the others are for the library
_WORD = (
    r"=\?(?:utf-8|iso-8859-1|us-ascii)"
    r"\?(?:q\?(?:[!-<>@-~]|=[0-9a-f]{2})*|b\?[a-z0-9+/]+={0,2})\?="
)
_WORDS = regex(rf"(?i)(?<![^ ]){_WORD}(?: +{_WORD})*(?![^ ])".encode())


def read_content(raw: bytes) -> Content:
    """Take a mail apart; raises BeyondError, and whatever the libraries do on a hostile one."""
    from reviewbot.thread import mime  # noqa: PLC0415  it and what it imports take a third of a start

    return mime.read_content(raw)


def decoded(value: bytes) -> str:
    """A header's text on one line, its encoded words (RFC 2047) decoded."""
    line = b" ".join(value.split(b"\n "))
    if line.isascii() and b"=?" not in line:
        return line.decode("ascii").strip()
    known = with_words(line)
    if known is not None:
        return known
    from reviewbot.thread import mime  # noqa: PLC0415  as above

    return mime.decoded_words(line)


def with_words(line: bytes) -> str | None:
    """A line whose encoded words are all simple, decoded; ``None`` where one may not be."""
    try:
        text = _WORDS.sub(_in_utf8, line).decode()
    except ValueError:  # broken, or not of its charset
        return None
    return text.strip() if line.isascii() and text.isprintable() and "=?" not in text else None


def _in_utf8(words: re.Match[bytes]) -> bytes:
    """The text of encoded words side by side, which are one; raises ValueError where they are not."""
    parts = [word.split(b"?") for word in words[0].split()]
    (charset,) = {part[1].lower() for part in parts}
    found = (a2b_qp(p[3], header=True) if p[2] in b"qQ" else a2b_base64(p[3]) for p in parts)
    return b"".join(found).decode(charset.decode()).encode()
