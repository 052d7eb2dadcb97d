"""Added number in hexadecimal, in the midst of code, that has no name.

Reports what is compared, masked, multiplied or given to a function as its last argument, and asks about
what is given second of several, as a register is, set by ``|=``, or stands below a comment. Masks and
bounds of nothing but ones, as 0x3f, are left alone, as are ids of devices and numbers that have a name in
the file already.
"""

from __future__ import annotations

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
            is_old = is_old or _is_id(match) or (kind == "last" and value(number) in _SWITCH)
            is_row = kind == "last" and bool(_ONE.fullmatch(match.before))
            if not is_row and value(number) not in named and not is_old:
                is_sure = kind in _SURE and not match.is_explained
                sure = Confidence.HIGH if is_sure else Confidence.MODERATE
                yield Remark(match.line.body_line, {"number": number}, sure)


def _is_id(match: Match) -> bool:
    """Whether it is compared with the id of a device or its vendor."""
    at = match.start
    return match.code.text(at) in ("==", "!=") and match.code.text(at - 1) in _IDS
