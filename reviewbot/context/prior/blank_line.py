"""Requests for a blank line, or for one less: the lines beside the comment tell what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.revisions import unchanged, window
from reviewbot.model.patch import REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_SIDE = 1  # lines above and below
_BLANK = r"(?:an? |the |this |one )?(?:blank|empty) line"
_POLITE = r"^(?:nit(?:pick)?s?\s?[:,-]?\s*|(?:also|and|please|pls|just)[,:]?\s)*+"
_PLACE = r"(?:,? (?:here|please|pls))*[ .!]*$"
_MORE = regex(rf"(?i){_POLITE}(?:(?:add|insert|put|leave|missing) )?{_BLANK}(?: missing)?{_PLACE}")
_LESS = regex(
    rf"(?i){_POLITE}(?:drop|remove|delete|get rid of|stray|extra|unneeded|unnecessary|superfluous"
    rf"|redundant|useless|spurious|no need for) {_BLANK}{_PLACE}"
)


def blank_line_left(request: str, old: Patch, at: int, new: Patch) -> int:
    """The body line of ``new`` where a blank line is still missing, or still too many.

    ``request`` is what was asked for at line ``at`` of ``old``; 0 where it is about more than that,
    or the three lines there are not the same any more.
    """
    more, less = _MORE.match(request), _LESS.match(request)
    around = window(old, at, _SIDE) if more or less else ()
    if len(around) != 1 + 2 * _SIDE or any(line.kind is REMOVED for line in around):
        return 0
    above, here, below = (not line.text.strip() for line in around)
    is_left = not (above or here or below) if more else above or here
    return unchanged(old, at, new, _SIDE) if is_left else 0
