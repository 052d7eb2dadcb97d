"""Chains of else-ifs, in which all branches are alike or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.match import Match

    _Place = tuple[Fragment, int]  # where an if starts

_MAX_BRANCH = 1000  # tokens


def of_even_chains(matches: Iterable[Match]) -> Iterator[Match]:
    """The matches of ``if (...) BRANCH else`` in whose chain all branches but the last match."""
    found = {(match.fragment, match.start): match for match in matches}
    uneven = _before_another_branch(found)
    chained = set()
    for place, match in found.items():
        if place not in uneven and (match.before != "else" or place in chained):
            chained.add((match.fragment, match.stop))
            yield match


def _before_another_branch(found: dict[_Place, Match]) -> set[_Place]:
    """Those behind which stands one in the chain that does not match, and is not its last."""
    uneven: set[_Place] = set()
    for place, match in reversed(found.items()):
        behind = match.fragment, match.stop
        if behind in uneven or (behind not in found and _has_else(match.code, match.stop)):
            uneven.add(place)
    return uneven


def _has_else(code: Code, at: int) -> bool:
    """Whether an if stands there that has an else, as far as is in sight."""
    stop = code.behind_statement(code.behind(at + 1), _MAX_BRANCH) if code.text(at) == "if" else 0
    return code.text(stop) == "else" if stop else False
