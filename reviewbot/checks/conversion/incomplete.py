"""A call left as it was where the patch converts the same call elsewhere.

The patch replaces ``old(…)`` by ``new(…)`` in place at two or more places with the same arguments,
and one more ``old(…)`` with these arguments stands unchanged in the diff. The remark stands at
that one. The arguments must name something that is the same everywhere (a constant, a global), or
the calls must stand in one function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.conversions import (
    changes_later,
    constants,
    conversions,
    globals_,
    is_doubtful,
    is_message,
    may_change,
)
from reviewbot.context.c.hunk.tokens import Token, TokenKind, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.renames import Place
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.WARNING
KERNEL_ONLY = True


_PLACES = 2  # conversions in one function that make a pattern there
_TELLING = 2  # arguments that are the same thing wherever they stand, or else
_SURE_PLACES = 3  # conversions, where only one is


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each call, at the first place where it was left.

    The facts: ``old`` and ``new`` name the functions, ``count`` the places converted.
    """
    for conversion in conversions(context):
        done = conversion.places
        same = conversion.rest.unchanged.get((conversion.old, conversion.arguments), ())
        if not 0 < len(same) <= len(done):
            continue
        left = [
            place
            for place in same
            if place.call.is_statement == done[0].call.is_statement
            and place.header is not None
            and may_change(place.header, conversion)
        ]
        if not left or changes_later(context, conversion.old, {p.file.path for p in left}):
            continue
        confidence = _confidence(done, left, doubtful=is_doubtful(context) or conversion.is_new)
        if confidence:
            yield _remark(done, left, confidence)


def _remark(done: Sequence[Place], left: Sequence[Place], confidence: Confidence) -> Remark:
    old, new = left[0].call.name, done[0].call.name
    related = [Related(place.call.line.body_line, f"became {new}()") for place in done]
    related += [Related(place.call.line.body_line, f"still {old}(), too") for place in left[1:]]
    return Remark(
        left[0].call.line.body_line,
        {"old": old, "new": new, "count": len(done)},
        confidence,
        tuple(related),
    )


def _confidence(
    done: Sequence[Place], left: Sequence[Place], *, doubtful: bool
) -> Confidence | None:
    """How sure it is that the call was forgotten; None where nothing says so."""
    first = left[0]
    if is_message(first.call):
        return None
    telling = constants(first.call)
    header = first.header
    if not telling and not globals_(first.call):
        return Confidence.MODERATE if header and _in_one_function(done, first, header) else None
    if (
        doubtful
        or not header
        or not telling
        or (telling + globals_(first.call) < _TELLING and len(done) < _SURE_PLACES)
        or len(left) >= len(done)
        or any(place.side.hunk is first.side.hunk for place in done)
        or not any(place.file is first.file for place in done)
        or "test" in first.file.path
        or any(_has_condition(place.side.hunk) for place in (*done, first))
    ):
        return Confidence.MODERATE
    return Confidence.HIGH


def _in_one_function(done: Sequence[Place], left: Place, header: Sequence[Token]) -> bool:
    """Whether enough conversions stand in the function of the call left, on things it names."""
    names = any(
        token.kind is TokenKind.NAME for argument in left.call.arguments for token in argument
    )
    there = spelled(header)
    same = [place for place in done if place.file is left.file and _spelled(place) == there]
    return names and len(same) >= _PLACES


def _spelled(place: Place) -> str:
    return spelled(place.header or ())


def _has_condition(hunk: Hunk) -> bool:
    return any(re.match(r"\s*#\s*(?:if|el|endif)", line.text) for line in hunk.lines)
