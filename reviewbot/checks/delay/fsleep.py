"""Added usleep_range() around a time that needs no range, as fsleep() waits.

Reports it where the longest time is no more than twice the shortest: who gives more, or a time with
a name of its own, has a reason. It asks where the longest is less, for fsleep() may take twice as long,
and where neither the file nor its directory has an fsleep().
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.age import is_tree_later
from reviewbot.context.c.hunk.defines import number
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import rewritten
from reviewbot.context.levels import tree_of
from reviewbot.context.whole import folder_of, words_of_then
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "fsleep"

_HELPER = "fsleep"
_RANGE = Pattern("usleep_range($least, $most);")
_TWICE = 2


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_code(context, _RANGE, commented=True):
        if not _is_wide(match) and not _is_short(match):
            facts = {"time": match["least"]}
            fix = rewritten(match, "fsleep($least);")
            is_sure = _is_twice(match) and _is_usual(context, match)
            sure = Confidence.HIGH if is_sure else Confidence.MODERATE
            yield Remark(match.line.body_line, facts, sure, recommends=(_HELPER,), fix=fix)


def _is_short(match: Match) -> bool:
    """Whether fsleep() would not sleep."""
    least = number(match["least"])
    return least is not None and least <= table("delays")["busy"]["most"]


def _is_twice(match: Match) -> bool:
    """Whether it is the very range that fsleep() takes."""
    least, most = number(match["least"]), number(match["most"])
    is_double = match["most"] == f"{match['least']} * {_TWICE}"
    return is_double if least is None else most == _TWICE * least


def _is_usual(context: DiffContext, match: Match) -> bool:
    """Whether the file or its directory has an fsleep(), as far as they are known."""
    file = file_of(context, match)
    if file is None:
        return False
    tree = None if is_tree_later(context) else tree_of(context)
    is_here = _HELPER in words_of_then(context, file)
    return is_here or bool(tree and tree.files_with((_HELPER,), folder_of(file))[_HELPER])


def _is_wide(match: Match) -> bool:
    """Whether it may take much longer, so that the processor is woken for other things as well."""
    least, most = number(match["least"]), number(match["most"])
    return least is not None and (most is None or most > _TWICE * least)
