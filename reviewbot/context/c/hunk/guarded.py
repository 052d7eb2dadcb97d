"""Functions that take a lock once, and release it right before each way out.

A guard can stand for all of that: nothing is done behind a release but to return a value.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.helpers import is_to_come
from reviewbot.context.whole import words_of_then
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import by_name, table
from reviewbot.knowledge.locks import held_by
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext

guards = partial(by_name, "guards", "guards", "take")
_ADVICE = "include/linux/cleanup.h"
_SHORT = 16  # tokens of a return
TAKE = Pattern("$take($lock, ...);", take=guards)


@frozen
class Guarded:
    """A lock that is taken by ``match`` and could be taken by ``guard``.

    ``releases`` is how often it is released, ``jumps`` how many gotos lead to a release;
    ``returns``: there is a return behind it, so that the function does not just end; ``keeps``: of
    a variable that is set under the lock. ``released`` are the body lines of the releases, ``left``
    those of the gotos.
    """

    match: Match
    guard: str
    releases: int
    jumps: int
    returns: bool
    keeps: bool
    released: tuple[int, ...]
    left: tuple[int, ...]


def guarded(context: DiffContext) -> Iterator[Guarded]:
    """The locks that new functions take, where a guard would do; none where guards are unwanted."""
    if are_unwanted(context):
        return
    for match in new_code(context, TAKE):
        if match.before in STATEMENT_ENDS and _is_only_lock(match):
            found = _guarded(match)
            if found is not None:
                yield found


def are_unwanted(context: DiffContext) -> bool:
    """Whether a patch changes what is of people who do not want guards."""
    discouraged = tuple(table("guards")["words"]["discouraged"])
    return any(file.path.startswith(discouraged) for file in context.files)


def has_guards(context: DiffContext, match: Match) -> bool:
    """Whether the file around a lock has a guard, as far as it is known."""
    file = file_of(context, match)
    return file is not None and not words_of_then(context, file).isdisjoint(_words())


def advice(context: DiffContext) -> str:
    """The header that says how guards and __free() are to be used, where it says so already."""
    return "" if is_to_come(table("guards")["words"]["advised"], context) else _ADVICE


def _words() -> frozenset[str]:
    return frozenset(table("guards")["words"]["names"])


def _is_only_lock(match: Match) -> bool:
    """Whether the function is in sight, takes no other lock and does so in no branch."""
    function = match.function
    if function is None or not function.whole:
        return False
    spend(len(function.body))
    words = [token.text for token in function.body]
    is_outermost = len(tuple(match.code.blocks.around(match.start))) == 1
    return is_outermost and sum(map(_takes_lock, words)) == 1 and _words().isdisjoint(words)


def _takes_lock(word: str) -> bool:
    return word in guards() or bool(held_by(word))


def _guarded(match: Match) -> Guarded | None:
    code, known = match.code, guards()[match["take"]]
    stop = match.stop
    while stop < len(code.texts) and code.texts[stop] != "}":
        stop = code.behind(stop)
    ends = _releases(code, range(match.stop, stop), [known["release"], "(", *_lock(match)])
    texts = code.texts[match.stop : stop]
    returns = [at for at, text in enumerate(texts, match.stop) if text == "return"]
    jumps = [at for at, text in enumerate(texts) if text == "goto"]
    targets = [texts[at + 1] for at in jumps]
    labels = {code.text(start - 2) for start in ends if code.text(start - 1) == ":"}
    is_released = texts.count(known["release"]) == len(ends) and set(returns) <= set(ends.values())
    leaves = all(end == stop or _returns_value(code, end) for end in ends.values())
    is_end_released = stop in ends.values() or _is_last_return(code, returns, stop)
    if _is_of_core(match) or _has_pair(texts):
        return None
    if ends and is_released and leaves and is_end_released and set(targets) <= labels:
        keeps = bool(returns) and _is_set(code.texts[match.stop : returns[-1]], code, returns[-1])
        count, guard = len(ends), known["guard"]
        released, left = _lines(code, ends), _lines(code, [match.stop + at for at in jumps])
        return Guarded(match, guard, count, len(jumps), bool(returns), keeps, released, left)
    return None


def _is_of_core(match: Match) -> bool:
    """Whether it is a lock that the core holds around callbacks: to take it there is another fault."""
    return match.of("lock")[-1].text in table("guards")["words"]["of_core"]


def _has_pair(texts: Sequence[str]) -> bool:
    """Whether a begin and an end are called under the lock: a direct return would skip the end."""
    begun = {text.removesuffix("_begin") for text in texts if text.endswith("_begin")}
    return not begun.isdisjoint(t.removesuffix("_end") for t in texts if t.endswith("_end"))


def _lines(code: Code, places: Iterable[int]) -> tuple[int, ...]:
    return tuple(code.tokens[at].line.body_line for at in places)


def _lock(match: Match) -> list[str]:
    return [token.text for token in match.of("lock")]


def _releases(code: Code, within: range, wanted: Sequence[str]) -> dict[int, int]:
    """Where a call begins with these tokens → behind that statement."""
    starts = [at for at in within if code.texts[at] == wanted[0]]
    return {
        at: code.behind(at + 1) + 1
        for at in starts
        if code.texts[at : at + len(wanted)] == list(wanted) and at + 1 in code.closing
    }


def _returns_value(code: Code, at: int) -> bool:
    """Whether a short return, of nothing that is called, stands there."""
    statement = code.texts[at : at + _SHORT]
    is_short = statement[:1] == ["return"] and ";" in statement
    return is_short and "(" not in statement[: statement.index(";")]


def _is_last_return(code: Code, returns: Sequence[int], stop: int) -> bool:
    """Whether the last statement is a return."""
    return bool(returns) and ";" not in code.texts[returns[-1] : stop - 1]


def _is_set(texts: Sequence[str], code: Code, last: int) -> bool:
    """Whether these tokens set what the last return returns."""
    return code.text(last + 2) == ";" and (code.text(last + 1), "=") in pairwise(texts)
