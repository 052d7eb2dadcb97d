"""Size of a local variable, given as a number or by its type beside its address.

Asks about ``__be16 data; … i2c_master_recv(client, (char *)&data, 2)``: sizeof(data), where the function
sends, receives or copies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.written import new_written
from reviewbot.context.fix import swapped
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), shapes=(r"&\w+, (?:[248]|sizeof)\b",))

_SIGN = regex(r"&\w+, (?:[248]|sizeof)\b")
_CAST = r"(?:\( (?:u8|char|void|unsigned char) \* \) )?"
_GIVEN = regex(
    r"\b\w*(?:recv|send|bulk|memcpy|block|xfer|transfer|raw)\w* \( [^();]*"
    rf"(?:(?<=, )|(?<=\( )){_CAST}& (?P<name>\w+) , (?P<size>[248]|sizeof \( (?P<type>\w+) \)) [,)]"
)
_BITS = regex(r"(?:__[bl]e|[us])(16|32|64)")
_BYTE = 8  # bits


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each size that the variable has."""
    for match in new_written(context, _GIVEN, _SIGN):
        type_ = type_of(match["name"], match.function) if match.function else ""
        bits = _BITS.fullmatch(type_)
        size = str(int(bits[1]) // _BYTE) if bits else ""
        is_same = match["size"] == size or (
            "type" in match.bound and _is_as_wide(match["type"], size)
        )
        if size and is_same:
            instead = f"sizeof({match['name']})"
            fix = swapped(match.fragment, match.of("size"), instead)
            yield Remark(match.line.body_line, {"instead": instead}, Confidence.MODERATE, fix=fix)


def _is_as_wide(type_: str, size: str) -> bool:
    """Whether a type takes so many bytes."""
    bits = _BITS.fullmatch(type_)
    return bool(bits) and str(int(bits[1]) // _BYTE) == size if bits else False
