"""The arms of a switch that do no more than to set one variable last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.switches import read_switch
from reviewbot.context.c.hunk.tokens import spelled

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.switches import Arm


def setting_arms(match: Match, kept: str) -> list[Arm]:
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
