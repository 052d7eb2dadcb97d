"""A call left as it was outside of the diff where the patch converts the same call.

The patch replaces ``old(…)`` by ``new(…)`` in place at two or more places with the same arguments,
and ``old(…)`` with these arguments is still called elsewhere in the same file, out of sight of
the diff; or, only noted, in another file below the directory of those that change. The remark
stands at the last converted call and names the functions. In the diff it is conversion.incomplete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, Remark, Severity, TreeContext, When
from reviewbot.context.c.file.unconverted import are_forgotten, unconverted_around, unconverted_in
from reviewbot.context.c.hunk.conversions import changes_later, conversions, is_doubtful

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.file.unconverted import Unconverted
    from reviewbot.context.c.hunk.conversions import Conversion
    from reviewbot.context.c.hunk.renames import Place

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each conversion and file, and one for the files around.

    The facts: ``old`` and ``new`` name the functions, ``count`` the places converted, ``where``
    what still calls the old one.
    """
    found = [conversion for conversion in conversions(context) if not conversion.is_message]
    for conversion in found:
        last = {place.file: place for place in conversion.places if place.file in context.images}
        for file, place in last.items():
            left = unconverted_in(file, context.images[file], conversion)
            sure = are_forgotten(conversion, left) and not is_doubtful(context)
            confidence = Confidence.HIGH if sure else Confidence.MODERATE
            yield from _remark(context, conversion, place, left, confidence)
    telling = [conversion for conversion in found if conversion.constants]
    for conversion, left in unconverted_around(context, telling):
        yield from _remark(context, conversion, conversion.places[-1], left, Confidence.LOW)


def _remark(
    context: TreeContext,
    conversion: Conversion,
    place: Place,
    left: Sequence[Unconverted],
    confidence: Confidence,
) -> Iterator[Remark]:
    """Remark at a converted call, unless more were left, or a later patch converts them."""
    old, new, count = conversion.old, conversion.new, len(conversion.places)
    if 0 < len(left) <= count and not changes_later(context, old, {each.path for each in left}):
        where = tuple(call.seen_from(place.file.path) for call in left)
        yield Remark(
            place.call.line.body_line,
            {"old": old, "new": new, "count": count, "where": where},
            confidence,
        )
