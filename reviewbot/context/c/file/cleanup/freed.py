"""Where a thing is released: on another way out, or behind a label nothing goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from reviewbot.context.c.file.cleanup.acquires import Acquire, Release
    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.cleanup.routes import Route
    from reviewbot.context.c.file.statements import Call, Statement

_PASSED = 8  # steps passed in the time of one


def release_on(facts: Facts, acquire: Acquire, route: Route) -> tuple[Call, Release] | None:
    """The release on a way out that surely has the acquire."""
    after_it = False
    spend(1 + (len(route.start.steps) + len(route.way.steps)) // _PASSED)
    for step in route.steps:
        bit = facts.bit(step.call)
        if bit == acquire.bit:
            after_it = True
        elif after_it and bit & acquire.frees:
            found = acquire.released_by(step.call)
            if found:
                return step.call, found
    return None


def unused_release(facts: Facts, acquire: Acquire) -> tuple[Statement, Call, Release] | None:
    """The release behind a label nothing goes to, and the label."""
    for label, ways in facts.unused if acquire.frees else ():
        if label.line < acquire.call.line:
            continue
        for way in ways:
            spend(1 + len(way.steps) // _PASSED)
            for step in way.steps:
                found = acquire.released_by(step.call)
                if found:
                    return label, step.call, found
    return None
