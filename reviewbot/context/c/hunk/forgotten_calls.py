"""Whether calls that a conversion left in the diff were forgotten, or have nothing to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import TokenKind, spelled
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.conversions import Conversion
    from reviewbot.context.c.hunk.renames import Place

_PLACES = 2  # conversions in one function that make a pattern there
_CONDITION = regex(r"\s*#\s*(?:if|el|endif)")


def is_forgotten(conversion: Conversion, left: Sequence[Place]) -> bool:
    """Whether the first one left stands in a hunk of its own, in a file with converted ones."""
    first, done = left[0], conversion.places
    return (
        conversion.is_certain
        and bool(first.header)
        and len(left) < len(done)
        and all(place.side.hunk is not first.side.hunk for place in done)
        and any(place.file is first.file for place in done)
        and "test" not in first.file.path
        and not any(
            _CONDITION.match(line.text)
            for place in (*done, first)
            for line in place.side.hunk.lines
        )
    )


def is_of_one_function(conversion: Conversion, left: Place) -> bool:
    """Whether enough conversions stand in the function of the call left, on things it names."""
    if not left.header or all(
        token.kind is not TokenKind.NAME for argument in left.call.arguments for token in argument
    ):
        return False
    own = spelled(left.header)
    same_file = [place for place in conversion.places if place.file is left.file]
    return sum(spelled(place.header or ()) == own for place in same_file) >= _PLACES
