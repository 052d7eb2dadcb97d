"""Mboxes as public-inbox and git write them: a ``From `` line above each mail, ``>From `` in it.

As liblore takes one apart, which takes longer to import than a dozen patches do to review.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

# the pattern of a From line would take quadratic time on a hostile one; none is this long
_LONG_FROM = regex(rb"^From [^\n]{1000}", re.MULTILINE)
_FROM = regex(rb"^From \S+.*\d\d:\d\d:\d\d.*\d{4}.*\n", re.MULTILINE)
_SHORTEST = 20  # bytes of a From line
_ESCAPED = regex(rb"^>(?=>*From )", re.MULTILINE)


def split_mbox(data: bytes) -> tuple[bytes, ...]:
    """The messages of an mbox (mboxrd: one ``>`` of ``>From `` is taken off), without From lines.

    The empty line that ends a message in an mbox is not part of it.
    """
    if data.partition(b"\n")[0].endswith(b"\r"):
        data = data.replace(b"\r\n", b"\n")
    data = _LONG_FROM.sub(rb">\g<0>", data.removesuffix(b"\n"))
    return tuple(filter(None, map(_message, _split(data + b"\n") if data else ())))


def _split(data: bytes) -> Iterator[bytes]:
    """What is between the From lines; what is above the first of them has no header."""
    cuts = [one.span() for one in _FROM.finditer(data) if len(one[0]) >= _SHORTEST]
    first, *others = zip(
        [0, *(stop for _, stop in cuts)], [*(at for at, _ in cuts), len(data)], strict=True
    )
    yield _ESCAPED.sub(b"", data[slice(*first)])
    for start, stop in others:
        mail = data[start:stop]
        body = 0 if mail.startswith(b"\n") else (mail.find(b"\n\n") + 1 or len(mail))
        yield mail[:body] + _ESCAPED.sub(b"", mail[body:])


def _message(raw: bytes) -> bytes:
    if raw.startswith(b"From "):  # a From line without a date
        raw = raw.partition(b"\n")[2]
    return raw[:-1] if raw.endswith(b"\n\n") else raw
