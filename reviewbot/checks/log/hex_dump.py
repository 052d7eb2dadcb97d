"""Added message that prints bytes of a buffer one by one.

Asks about a format with four or more of ``%x`` in a row, for which there is ``%*ph``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, signs=("%02x", "%02X", "%x", "%X", "%2x", "%#x", "%02hhx"))

_BYTES = ("u8", "char", "unsigned char", "uint8_t", "__u8")
_BYTE = r"(?:0x)?%#?0?2?(?:hh)?[xX]"
_FORMAT = regex(
    rf'\( (?:[^;()]* , )?(?P<format>"[^"]*{_BYTE}(?:[ ,:-]*{_BYTE}){{3,}}[^"]*") , (?P<buffer>\w+(?: (?:->|\.) \w+)*) \[ (?P<first>\w+) \] , (?P=buffer) \[ (?P<second>\w+) \]'
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_written(context, _FORMAT, "%"):
        function = match.function
        found = declarations(function).get(match["buffer"], ()) if function else ()
        is_bytes = any(each.type.rstrip(" *") in _BYTES for each in found)
        if is_bytes and _ascends(match["first"], match["second"]):
            yield Remark(match.line.body_line, {"buffer": match["buffer"]}, Confidence.MODERATE)


def _ascends(first: str, second: str) -> bool:
    """Whether the bytes are printed in their order, as far as the numbers of two tell."""
    return not first.isdecimal() or not second.isdecimal() or int(second) == int(first) + 1
