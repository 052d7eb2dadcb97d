"""Whether a way out is taken because the acquire itself failed, and whether that was looked at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.routes import leaves
from reviewbot.context.c.cleanup.spelling import NAME, bare, looked_at, mentions, softened
from reviewbot.context.c.statements import Use
from reviewbot.knowledge.antonyms import undoes_when_failing

if TYPE_CHECKING:
    from reviewbot.context.c.cleanup.acquires import Acquire
    from reviewbot.context.c.cleanup.view import View
    from reviewbot.context.c.flow import Exit, Function
    from reviewbot.context.c.statements import Call

_BESIDE = 3  # lines from a call to the condition its failure is looked at in


def is_own_failure(function: Function, acquire: Acquire, leaving: Exit) -> bool:
    """Whether a condition around the way out looks at how the acquire went."""
    return any(
        guard.line >= acquire.call.line
        and _tests(function, guard.text, acquire.call, acquire.thing, guard.line)
        for guard in leaving.guards
    )


def is_failure_of_another(view: View, acquire: Acquire, leaving: Exit) -> bool:
    """Whether what failed was a later call that the same release undoes: it is due only then.

    ``frob_region_init(r)`` needs no ``frob_region_free(r)`` where ``frob_region_create(r)`` failed.
    """
    names = {release.name for release in acquire.releases}
    return any(
        other.call.line > acquire.call.line
        and other.thing == acquire.thing
        and not names.isdisjoint(release.name for release in other.releases)
        and is_own_failure(view.function, other, leaving)
        for other in view.acquires
    )


def is_checked(function: Function, acquire: Acquire, leaving: Exit) -> bool:
    """Whether on the way to the exit it is known that the acquire had worked."""
    call = acquire.call
    pair = acquire.releases[0].pair
    never = pair is not None and pair.fails == "never"
    if call.use is Use.BARE or (never and call.use is Use.ASSIGNED):
        return True
    for each in function.conditions:
        if each.line < call.line or (each.line >= leaving.line and each.line != call.line):
            continue
        if (
            call.use is Use.CONDITION
            and each.line <= call.line <= each.line + _BESIDE
            and call in each.calls
        ):
            return leaves(each.blocks[0])
        if call.use is Use.ASSIGNED and _tests(function, each.text, call, acquire.thing, each.line):
            return leaves(each.blocks[0])
    return False


def undone_by_then(function: Function, leaving: Exit) -> bool:
    """Whether what failed was the call that undoes all when it fails."""
    first = leaving.guards[-1].line - _BESIDE if leaving.guards else leaving.line
    return any(
        first <= call.line <= leaving.line and undoes_when_failing(call.callee)
        for call in function.calls
    )


def _tests(function: Function, text: str, call: Call, thing: str, line: int) -> bool:
    """Whether a condition looks at how the acquire went."""
    plain = re.sub(r"\s+", "", softened(text))
    if call.use is Use.CONDITION and call.callee in plain and line >= call.line - 1:
        return line <= call.line
    if thing and re.search(rf"!\w+\(&*{re.escape(thing)}\)", plain):
        return True  # the state it brings about is looked at: pm_runtime_enabled()
    plain = looked_at(text)
    target = bare(call.target) if call.target else ""
    for name in {target, thing if target and target == thing else ""} - {""}:
        if mentions(plain, name) and not _assigned_between(function, name, call.line, line):
            return True
    if (
        thing
        and NAME.match(thing)
        and re.search(rf"(?<![\w.>])!{thing}(?![\w.\[(-])|(?<![\w.>]){thing}==NULL", plain)
    ):
        return True
    return bool(thing) and f"!{thing})" in f"{plain})"


def _assigned_between(function: Function, name: str, start: int, stop: int) -> bool:
    return any(
        start < each.line <= stop and bare(each.target) == name for each in function.assignments
    )
