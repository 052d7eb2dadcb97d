"""Added cast to the type that the value is assigned to, or returned as, anyway.

Asks about ``u8 x = (u8)y;``, ``*val = (long)y;`` and ``return (u32)y;`` where variable, parameter or
function have that type. Not where y may be a pointer, nor where it has another operator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import declarations, returned
from reviewbot.context.c.hunk.written import new_written
from reviewbot.context.fix import swapped
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_TYPE = r"[us](?:8|16|32|64)|(?:unsigned )?(?:int|char)|long"
WHEN = When(files=C, shapes=(rf"\((?:{_TYPE})\) ?\w",))

_SIGN = regex(rf"\((?:{_TYPE})\)")
_VALUE = (
    r"(?P<value>[a-z]\w*)(?: (?:->|\.) (?P<member>\w+))*(?: \[ [^\]();]+ \])?(?: \( [^();]* \))?"
)
_CAST = regex(rf"(?P<cast>\( (?:(?<=\w = \( )|(?<=\breturn \( ))(?P<type>{_TYPE}) \)) {_VALUE} ;")
_POINTER = regex(r"ptr|data|addr|priv|context|cookie|base|virt")
_WIDE = ("long", "u64", "s64", "u32")  # a pointer is cast to these, too


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each cast that changes nothing."""
    for match in new_written(context, _CAST, _SIGN):
        function = match.function
        if function and not match.is_commented and _is_same(match, function):
            facts = {"type": match["type"]}
            first = match.of("value")[0]
            fix = swapped(match.fragment, [*match.of("cast"), first], first.text)
            yield Remark(match.line.body_line, facts, Confidence.MODERATE, fix=fix)


def _is_same(match: Match, function: Function) -> bool:
    """Whether the value gets that type as well without the cast, and is a number."""
    name = match["member"] if "member" in match.bound else match["value"]
    if match["type"] in _WIDE and _POINTER.search(name):
        return False
    known = declarations(function)
    if any("*" in each.words for each in known.get(match["value"], ()) if _is_plain(match)):
        return False
    if match.before == "return":
        return returned(function) == match["type"]
    star, target = match.code.texts[match.start - 3], match.code.texts[match.start - 2]
    found = known.get(target, ())
    wanted = f"{match['type']} *" if star == "*" else match["type"]
    is_alone = not any(each.is_array for each in found)
    return bool(found) and is_alone and all(each.type == wanted for each in found)


def _is_plain(match: Match) -> bool:
    """Whether the value is a variable, no member or call."""
    return match.tokens[-2].text == match["value"]
