"""Chains of else-ifs, in which all branches are alike or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.match import Match

    _Place = tuple[Fragment, int]  # where an if starts

_MAX_BRANCH = 1000  # tokens
_COMPARE = frozenset(("==", "!=", "<", ">", "<=", ">="))


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


def leaves_at_last(match: Match, jumps: Collection[str]) -> bool:
    """Whether it is one of a chain of three branches or more, the last of which jumps away as well."""
    code, at, is_long = match.code, match.stop, match.before == "else"
    while True:
        branch = code.behind(at + 1) if code.text(at) == "if" else at
        stop = code.behind_statement(branch, _MAX_BRANCH)
        if branch == at or not stop or code.text(stop) != "else":
            return is_long and _jumps(code.texts[branch:stop], jumps)
        at, is_long = stop + 1, True


def _jumps(branch: Sequence[str], jumps: Collection[str]) -> bool:
    """Whether the last statement of a branch is a jump of its own."""
    return last_word(branch) in jumps


def last_word(branch: Sequence[str]) -> str:
    """What the last statement of a branch begins with."""
    body = branch[1:-1] if branch and branch[0] == "{" else branch
    ends = [at for at, text in enumerate(body[:-1]) if text in STATEMENT_ENDS]
    return body[ends[-1] + 1 if ends else 0] if body else ""


def is_one_value(match: Match) -> bool:
    """Whether an else-if without a further else looks at what the if before it looks at."""
    code = match.code
    is_test = match.after == "if" and not _has_else(code, match.stop)
    return is_test and _looks_at(code, match.start) == _looks_at(code, match.stop)


def _looks_at(code: Code, at: int) -> Sequence[str]:
    """What stands in the condition of the if there, up to a comparison."""
    condition = code.texts[at + 2 : code.behind(at + 1) - 1]
    end = next((place for place, text in enumerate(condition) if text in _COMPARE), None)
    return condition[:end]


def _has_else(code: Code, at: int) -> bool:
    """Whether an if stands there that has an else, as far as is in sight."""
    stop = code.behind_statement(code.behind(at + 1), _MAX_BRANCH) if code.text(at) == "if" else 0
    return code.text(stop) == "else" if stop else False
