"""Whether the result of a call was ignored before the patch as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.budget import shared
from reviewbot.model.patch import REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import Hunk

_STATEMENT = regex(r"\s*(\w+)\(\s*&?([^,()]*)")
_MEMBER = regex(r"->|\.")


def was_ignored(match: Match) -> bool:
    """Whether a call of the same kind and thing was a statement of its own before the patch."""
    call = _STATEMENT.match(match.tokens[0].line.text)
    return call is not None and _kind(*call.groups()) in _removed(match.fragment.hunk)


@shared(maxsize=1024, of_mail=True)
def _removed(hunk: Hunk) -> frozenset[tuple[str, str]]:
    """The removed calls that were statements of their own."""
    texts = (line.text for line in hunk.lines if line.kind is REMOVED)
    return frozenset(_kind(*call.groups()) for call in map(_STATEMENT.match, texts) if call)


def _kind(callee: str, argument: str) -> tuple[str, str]:
    """The first word of a function's name, and the member or variable it is given first."""
    return callee.partition("_")[0], _MEMBER.split(argument)[-1]
