"""Added switch whose arms set what the next statement returns.

Reports, in a function that is new, a switch that ends it but for ``return ret;``, where at least two
arms end with ``ret = …; break;``, no other breaks out and one is the default: the arms can return by
themselves. It asks, for some like one way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.file.settled import is_changed_later
from reviewbot.context.c.hunk.carried import is_carrier
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.switches import read_switch
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.switches import Arm

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_SWITCH = Pattern("switch (...) { ... } return $kept;")
_SEVERAL = 2  # arms that set it, at least


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first arm of each such switch."""
    for match in new_code(context, _SWITCH):
        kept, function = match["kept"], match.function
        if not (match.ends_function and function and is_carrier(kept, function)):
            continue
        arms = _setting(match, kept)
        file, _ = context.patch.anchors[match.line.body_line]
        if is_changed_later(context, name_of(function)):
            continue
        is_house_style = file.path.startswith(tuple(names_in("one_return", "directories")))
        if len(arms) >= _SEVERAL and not is_house_style:
            at = arms[0].body[-1].line.body_line
            yield Remark(at, {"variable": kept}, Confidence.MODERATE)


def _setting(match: Match, kept: str) -> list[Arm]:
    """The arms that set the variable last; none where another way leads behind the switch."""
    switch = read_switch(match.tokens[:-3])
    arms = switch.arms if switch else ()
    words = [spelled(arm.body).split() for arm in arms]
    breaking = [arm for arm, own in zip(arms, words, strict=True) if "break" in own]
    has_default = any(label.is_default for arm in arms for label in arm.labels)
    is_closed = has_default and not {"break", "return"}.isdisjoint(words[-1])
    return breaking if is_closed and all(_sets(arm, kept) for arm in breaking) else []


def _sets(arm: Arm, kept: str) -> bool:
    """Whether an arm ends with ``kept = …; break;`` and breaks out nowhere else.

    Before the break may be both branches of an if, too.
    """
    *_, other, last, end = ["", "", *spelled(arm.body).split(" ; ")]
    words = spelled(arm.body).split()
    is_only_way = words.count("break") == 1 and {"goto", "for", "while"}.isdisjoint(words)
    is_either = last.startswith(f"else {kept} = ") and f" ) {kept} = " in other
    is_set = last.startswith(f"{kept} = ") or is_either
    return end == "break ;" and is_set and is_only_way
