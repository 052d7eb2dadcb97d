"""Added number in hexadecimal, in the midst of code, that has no name.

Reports what is compared, masked, multiplied or given to a function as its last argument, and asks about
what is given second of several, as a register is, set by ``|=``, or stands below a comment. Masks and
bounds of nothing but ones, as 0x3f, are left alone, as are ids of devices, versions, and numbers that have a
name in the file already. Calls in a row are alike: a comment above the first is above all.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import constants
from reviewbot.context.c.hunk.defines import number as value
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), signs=("0x", "0X"))

_SIGN = regex(
    r"0[xX](?:(?<=[*<>&,]0.)|(?<=[*<>&,] 0.)|(?<=[=!<>|]=0.)|(?<=[=!<>|]= 0.)|(?<=[\n\t]\t0.))"
)
_HEX = r"0[xX][0-9a-fA-F]+[uUlL]*"
_ANY = r"(?![\w.])(?<! 0x0)(?<! 0x00)"
_NO_ONES = r"(?!0[xX]0*[137]?[fF]*[uUlL]*\b)"
_NO_BYTES = r"(?!0[xX][fF]{2,}[uUlL]*\b)"  # what an empty memory reads as
_IDS = ("device", "vendor")  # of PCI, which have no name where they are used once
_NUMBER = regex(
    rf"[=!*<>&|,(](?:(?:(?<=[=!])= {_NO_BYTES}|(?<=\*) )(?P<whole>{_HEX}){_ANY}"
    rf"|(?:(?<=[<>])=?|(?<=&)) {_NO_ONES}(?P<part>{_HEX}){_ANY}"
    rf"|(?<=[\w)\]] ,) (?P<last>{_HEX}){_ANY}(?= \) ;)|(?<=\|)= (?P<set>{_HEX}){_ANY}(?= ;)"
    rf"|(?<=\w \() [\w.> &-]+ , (?P<second>{_HEX}){_ANY}(?= , (?!0[xX])))"
)
_ONE = regex(_HEX)
_VERSION = regex(r"(?:^|_)(?:ver|version|rev|revision|major|minor)(?:_|$)", re.IGNORECASE)
_ONES = 0xFF  # more of them are a mask, whoever takes it
_COMPARES = frozenset(("==", "!=", "<", ">", "<=", ">="))
_MOST_ROWS = 16  # of calls that are alike
_SURE = ("whole", "part", "last")
_SWITCH = (0, 1)  # off and on


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them in a function."""
    named = {value(text) for text in constants(context).values()} - {None}
    for match in new_written(context, _NUMBER, _SIGN):
        if not match.is_commented and match.function:
            kind = next(name for name in (*_SURE, "set", "second") if name in match.bound)
            number = match[kind]
            is_old = number in match.fragment.hunk.removed_words
            is_old = is_old or _is_id(match) or _is_version(match, number)
            is_old = is_old or (kind == "last" and _is_switch_or_mask(number))
            is_row = kind == "last" and bool(_ONE.fullmatch(match.before))
            above = _alike_above(match, number) if kind == "last" else 0
            is_named = value(number) in named and not above
            if not is_row and not is_named and not is_old:
                is_sure = kind in _SURE and not match.is_explained and not _is_below(match, above)
                sure = Confidence.HIGH if is_sure else Confidence.MODERATE
                yield Remark(match.line.body_line, {"number": number}, sure)


def _is_id(match: Match) -> bool:
    """Whether it is compared with the id of a device or its vendor."""
    at = match.start
    return match.code.text(at) in ("==", "!=") and match.code.text(at - 1) in _IDS


def _is_version(match: Match, number: str) -> bool:
    """Whether it is compared with what is called a version."""
    code, at = match.code, match.start - 1
    if code.text(at + 1) not in _COMPARES or (value(number) or 0) > _ONES:
        return False
    name = code.opening.get(at, at) - 1 if code.text(at) == ")" else at
    return bool(_VERSION.search(code.text(max(name, 0))))


def _is_switch_or_mask(number: str) -> bool:
    """Whether it is off, on, or a mask of nothing but ones."""
    bits = value(number.rstrip("uUlL")) or 0
    return bits in _SWITCH or (bits > _ONES and bits & (bits + 1) == 0)


def _alike_above(match: Match, number: str) -> int:
    """How many lines right above begin with the same call, up to the number."""
    start, _, _ = match.line.text.rpartition(number)
    lines, at = match.fragment.lines, _place(match)
    above = (line.text for line in reversed(lines[max(0, at - _MOST_ROWS) : at]))
    return sum(1 for _ in takewhile(lambda text: bool(start) and text.startswith(start), above))


def _is_below(match: Match, above: int) -> bool:
    """Whether a comment ends above so many lines and the head of a do."""
    part, at = match.fragment, _place(match) - above - 1
    if at > 0 and part.lines[at].text.strip() == "do {":
        at -= 1
    return at >= 0 and part.lines[at].new in part.commented


def _place(match: Match) -> int:
    """Where its last line is among those of the hunk."""
    return (match.line.new or 0) - (match.fragment.lines[0].new or 0)
