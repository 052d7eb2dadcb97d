"""Added usleep_range() around a time that needs no range, as fsleep() waits.

Reports it where the longest time is no more than twice the shortest: who gives more, or a time with
a name of its own, has a reason. It asks where the longest is less, for fsleep() may take twice as long,
and where neither the file nor its directory has an fsleep(). Not where the file keeps another usleep_range()
and has no fsleep(), nor where nothing may sleep, by the name of the function or the title.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.age import is_tree_later
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.defines import number
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import rewritten
from reviewbot.context.levels import tree_of
from reviewbot.context.whole import folder_of, known_text, whole, words_of_then
from reviewbot.knowledge.load import names_in, table
from reviewbot.model.budget import spend
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "fsleep"

_HELPER = "fsleep"
_SLEEP = "usleep_range"
_CHARACTERS = 4000  # of a file searched in a step
_RANGE = Pattern("usleep_range($least, $most);")
_TWICE = 2


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    ranges = new_code(context, _RANGE, commented=True)
    groups: dict[FileDiff | None, list[Match]] = {}
    for match in ranges:
        if not _is_wide(match) and not _is_short(match):
            groups.setdefault(file_of(context, match), []).append(match)
    kept = (group for file, group in groups.items() if not _keeps_others(context, file, group))
    for match in chain.from_iterable(kept):
        if not _is_atomic(context, match):
            facts = {"time": match["least"]}
            fix = rewritten(match, "fsleep($least);")
            is_sure = _is_twice(match) and _is_usual(context, match)
            sure = Confidence.HIGH if is_sure else Confidence.MODERATE
            yield Remark(match.line.body_line, facts, sure, recommends=(_HELPER,), fix=fix)


def _is_atomic(context: DiffContext, match: Match) -> bool:
    """Whether the name of the function or the title says that nothing may sleep."""
    name = name_of(match.function) if match.function else ""
    told = {*name.lower().split("_"), *words_in(context.patch.subject.title.lower())}
    return not names_in("sleeping", "told_atomic").isdisjoint(told)


def _keeps_others(context: DiffContext, file: FileDiff | None, found: Sequence[Match]) -> bool:
    """Whether a file has no fsleep(), and a usleep_range() that is none of these."""
    tree = tree_of(context)
    if file is None:
        return False
    text = known_text(context, file)
    if whole(context, file) is None and tree is not None:  # it does not fit, but is there
        text = (tree.read(file.path) or b"").decode("utf-8", "replace")
    spend(1 + len(text) // _CHARACTERS)
    if f"{_HELPER}(" in text.replace(_SLEEP, ""):
        return False
    lines = Counter(line.strip() for line in text.split("\n") if f"{_SLEEP}(" in line)
    lines.subtract(each.first(_SLEEP).line.text.strip() for each in found)
    return any(count > 0 for count in lines.values())


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
