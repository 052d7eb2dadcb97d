"""A test right behind a call that forgot to store its result: it is meant for that call's failure.

clk_prepare_enable(clk);
if (ret)                # what had set ret was looked at already
    goto out;
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.branches import leaves
from reviewbot.context.c.file.cleanup.spelling import looked_at, mentions
from reviewbot.context.c.file.statements import Use
from reviewbot.knowledge.error_codes import code_names
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.function import Exit
    from reviewbot.context.c.file.statements import Call

_TEST = regex(r"!?\(*(\w+)\)*(?:(?:<|!=|==)0)?")


def is_of_forgotten(facts: Facts, call: Call, leaving: Exit) -> bool:
    """Whether the way out is of such a test of a call."""
    if call.use is not Use.BARE or not leaving.guards:
        return False
    guard = leaving.guards[-1]
    found = _TEST.fullmatch(looked_at(guard.text))
    if not found or found[1] not in code_names() or guard.line <= call.line:
        return False
    spend(1 + len(facts.function.calls))
    between = (
        other
        for other in facts.function.calls
        if call.line < other.line < guard.line and other.use is not Use.ARGUMENT
    )
    return not any(between) and _is_old(facts, found[1], call.line, guard.line)


def _is_old(facts: Facts, name: str, at: int, test: int) -> bool:
    """Whether a variable has no news in a line: nothing set it, or that was looked at before."""
    if facts.assigned.is_set(name, at - 1, test):
        return False
    last = facts.assigned.last(name, at)
    if last is None or last.declares:
        return True
    spend(1 + len(facts.function.conditions))
    return any(
        last.line <= each.stop < at and mentions(looked_at(each.text), name)
        for each in facts.function.conditions
        if leaves(each.blocks[0])
    )
