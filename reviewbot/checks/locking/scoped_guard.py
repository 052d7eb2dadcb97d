"""Lock that is taken and released by hand around a few statements.

Reports a new pair in one block, with nothing between that leaves it: a guard can hold the lock. As
a question around one statement, in a file that has no guard: there it is a matter of taste.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.guarded import are_unwanted
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.context.whole import whole_words
from reviewbot.knowledge.load import by_name, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "guard"
MOOT_BESIDE = ("locking.guard", "locking.guard_tail")

_guards = partial(by_name, "guards", "guards", "take")
_TAKE = Pattern("$take($lock, ...);", take=_guards)
_LEAVES = frozenset(("return", "goto", "break", "continue"))
_OWN = {  # what leaves only the statement itself
    "switch": frozenset(("break",)),
    **dict.fromkeys(("for", "while", "do"), frozenset(("break", "continue"))),
}
_HELPER = ("scoped_guard",)
_MOST = 12  # statements under the lock


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each lock at the line that takes it."""
    for match in () if are_unwanted(context) else new_code(context, _TAKE):
        known = _guards()[match["take"]]
        release = _release(match, known["release"])
        if match.before in (*STATEMENT_ENDS, ":") and release:
            scoped = f"scoped_guard({known['guard']}, {match['lock']})"
            whole = f"guard({known['guard']})({match['lock']})"
            facts = {"guard": whole if _goes_to_the_end(match, release) else scoped}
            is_taste = _holds_one(match) and not _has_guards(context, match)
            confidence = Confidence.MODERATE if is_taste else Confidence.HIGH
            yield Remark(match.line.body_line, facts, confidence, (release,), recommends=_HELPER)


def _has_guards(context: DiffContext, match: Match) -> bool:
    file = file_of(context, match)
    words = table("guards")["words"]["names"]
    return file is not None and not whole_words(context, file).isdisjoint(words)


def _holds_one(match: Match) -> bool:
    """Whether the release is behind one plain statement under the lock."""
    one, release = next(iter(match.code.blocks.around(match.start))).below[:2]
    return "{" not in one.text and release.text.startswith(_guards()[match["take"]]["release"])


def _goes_to_the_end(match: Match, release: Related) -> bool:
    """Whether there is but a plain return behind the release."""
    lines = match.code.tokens
    level = next(iter(match.code.blocks.around(match.start)))
    behind = [one for one in level.below if lines[one.start].line.body_line > release.at]
    return bool(behind) and behind[0].text.startswith("return ") and "(" not in behind[0].text


def _release(match: Match, release: str) -> Related | None:
    """Where the block goes on to the release, if the function knows no goto."""
    level = next(iter(match.code.blocks.around(match.start)), None)
    call = f"{release} ( {spelled(match.of('lock'))}"
    for statement in level.below[:_MOST] if level else ():
        if statement.text.startswith(call):
            function = match.function
            goes = function is None or any(token.text == "goto" for token in function.body)
            at = match.code.tokens[statement.start].line.body_line
            return None if goes else Related(at, "and released here")
        words = statement.text.split()
        leaves = {*words} & (_LEAVES - _OWN.get(words[0], frozenset()))
        if statement.is_label or leaves or not _guards().keys().isdisjoint(words):
            return None
    return None
