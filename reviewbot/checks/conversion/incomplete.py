"""A call left as it was where the patch converts the same call elsewhere.

The patch replaces ``old(…)`` by ``new(…)`` in place at two or more places with the same arguments,
and one more ``old(…)`` with these arguments stands unchanged in the diff. The remark stands at
that one. The arguments must name something that is the same everywhere (a constant, a global), or
the calls must stand in one function.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.conversions import changes_later, conversions, is_doubtful
from reviewbot.context.c.hunk.forgotten_calls import is_forgotten, is_of_one_function
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.conversions import Conversion
    from reviewbot.context.c.hunk.renames import Place
    from reviewbot.model.finding import Fact
    from reviewbot.model.fix import Fix

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
WHEN = When(files=C, signs=("(",))


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each call, at the first place where it was left.

    The facts: ``old`` and ``new`` name the functions, ``count`` the places converted, ``more`` those
    left but for the first.
    """
    for conversion in conversions(context):
        left = [] if conversion.is_message else conversion.left
        if not left or changes_later(context, conversion.old, {p.file.path for p in left}):
            continue
        if conversion.constants or conversion.globals:
            sure = is_forgotten(conversion, left) and not is_doubtful(context)
            yield _remark(conversion, left, Confidence.HIGH if sure else Confidence.MODERATE)
        elif is_of_one_function(conversion, left[0]):
            yield _remark(conversion, left, Confidence.MODERATE)


def _remark(conversion: Conversion, left: Sequence[Place], confidence: Confidence) -> Remark:
    old, new, first = conversion.old, conversion.new, left[0].call.line.body_line
    done = [Related(place.call.line.body_line, f"became {new}()") for place in conversion.places]
    too = [Related(place.call.line.body_line, f"still {old}(), too") for place in left[1:]]
    facts: dict[str, Fact] = {"old": old, "new": new, "count": len(done), "more": len(too)}
    return Remark(first, facts, confidence, (*done, *too), fix=_fix(old, new, left))


def _fix(old: str, new: str, left: Sequence[Place]) -> Fix:
    """The new function, where each call is on one line, and the only one there."""
    found = [(place.call.line, re.findall(rf"\b{old}\b", place.call.line.text)) for place in left]
    if any(len(names) != 1 for _, names in found) or any(
        p.call.line is not p.call.last for p in left
    ):
        return ()
    return tuple(
        edit for line, _ in found for edit in retyped(line, re.sub(rf"\b{old}\b", new, line.text))
    )
