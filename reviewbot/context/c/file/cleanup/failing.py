"""Whether a way out is taken because the acquire itself failed, and whether that was looked at."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.assigned import any_behind
from reviewbot.context.c.file.cleanup.branches import leaves
from reviewbot.context.c.file.cleanup.spelling import NAME, bare, looked_at, mentions, softened
from reviewbot.context.c.file.statements import Use
from reviewbot.knowledge.antonyms import hands_on, is_pending
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from reviewbot.context.c.file.cleanup.acquires import Acquire
    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.cleanup.view import View
    from reviewbot.context.c.file.function import Exit
    from reviewbot.context.c.file.statements import Call, Statement

_BESIDE = 3  # lines from a call to the condition its failure is looked at in
_TEST = 3  # steps it takes to compare a condition with an acquire


def is_own_failure(facts: Facts, acquire: Acquire, leaving: Exit) -> bool:
    """Whether a condition around the way out looks at how the acquire went."""
    return any(
        guard.line >= acquire.call.line
        and _tests(facts, guard.text, acquire.call, acquire.thing, guard.line)
        for guard in leaving.guards
    )


def goes_on_elsewhere(leaving: Exit) -> bool:
    """Whether the work is only begun: somebody else has it now, and undoes what was acquired."""
    return hands_on(leaving.text) or any(is_pending(guard.text) for guard in leaving.guards)


def is_failure_of_another(view: View, acquire: Acquire, leaving: Exit) -> bool:
    """Whether what failed was a later call that the same release undoes: it is due only then.

    ``frob_region_init(r)`` needs no ``frob_region_free(r)`` where ``frob_region_create(r)`` failed.
    """
    names = {release.name for release in acquire.releases}
    return any(
        other.call.line > acquire.call.line
        and not names.isdisjoint(release.name for release in other.releases)
        and is_own_failure(view.facts, other, leaving)
        for other in view.of_thing(acquire.thing)
    )


def is_checked(view: View, acquire: Acquire, leaving: Exit) -> bool:
    """Whether on the way to the exit it is known that the acquire had worked."""
    call = acquire.call
    pair = acquire.releases[0].pair
    never = pair is not None and pair.fails == "never"
    if call.use is Use.BARE or (never and call.use is Use.ASSIGNED):
        return True
    found = view.check_of(acquire)
    if found is None or not (found.line < leaving.line or found.line == call.line):
        return False
    return leaves(found.blocks[0])


def first_check(facts: Facts, acquire: Acquire) -> Statement | None:
    """The first condition that looks at how the acquire went."""
    call = acquire.call
    conditions = facts.function.conditions
    for each in conditions[bisect_left(conditions, call.line, key=lambda each: each.line) :]:
        spend()
        if call.use is Use.CONDITION and each.line == call.line and call in each.calls:
            return each
        if call.use is Use.ASSIGNED and _tests(facts, each.text, call, acquire.thing, each.line):
            return each
    return None


def undone_by_then(facts: Facts, leaving: Exit) -> bool:
    """Whether what failed was the call that undoes all when it fails."""
    first = leaving.guards[-1].line - _BESIDE if leaving.guards else leaving.line
    return any_behind(facts.resetting, first - 1, leaving.line)


def _tests(facts: Facts, text: str, call: Call, thing: str, line: int) -> bool:
    """Whether a condition looks at how the acquire went."""
    spend(_TEST)
    plain = re.sub(r"\s+", "", softened(text))
    if call.use is Use.CONDITION and call.callee in plain and line >= call.line - 1:
        return line <= call.line
    if thing in plain and thing and re.search(rf"!\w+\(&*{re.escape(thing)}\)", plain):
        return True  # the state it brings about is looked at: pm_runtime_enabled()
    plain = looked_at(text)
    target = bare(call.target) if call.target else ""
    for name in {target, thing if target and target == thing else ""} - {""}:
        if mentions(plain, name) and not facts.assigned.is_set(name, call.line, line):
            return True
    if not thing or thing not in plain:
        return False
    null = rf"(?<![\w.>])!{thing}(?![\w.\[(-])|(?<![\w.>]){thing}==NULL"
    return bool(NAME.match(thing) and re.search(null, plain)) or f"!{thing})" in f"{plain})"
