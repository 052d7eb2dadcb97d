"""How far a lock is held that is taken and released in the same block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.guarded import guards
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.model.finding import Related

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match

_LEAVES = frozenset(("return", "goto", "break", "continue"))
_OWN = {  # what leaves only the statement itself
    "switch": frozenset(("break",)),
    **dict.fromkeys(("for", "while", "do"), frozenset(("break", "continue"))),
}
_MOST = 12  # statements under the lock


def release_of(match: Match, release: str) -> Related | None:
    """Where the block goes on to the release, if the function knows no goto."""
    level = match.level
    call = f"{release} ( {spelled(match.of('lock'))}"
    for statement in level.below[:_MOST] if level else ():
        if statement.text.startswith(call):
            function = match.function
            goes = function is None or any(token.text == "goto" for token in function.body)
            at = match.code.tokens[statement.start].line.body_line
            return None if goes else Related(at, "and released here")
        words = statement.text.split()
        leaves = {*words} & (_LEAVES - _OWN.get(words[0], frozenset()))
        if statement.is_label or leaves or not guards().keys().isdisjoint(words):
            return None
    return None


def goes_to_the_end(match: Match, release: Related) -> bool:
    """Whether there is but a plain return behind the release."""
    lines, below = match.code.tokens, match.level.below if match.level else ()
    behind = [one for one in below if lines[one.start].line.body_line > release.at]
    return bool(behind) and behind[0].text.startswith("return ") and "(" not in behind[0].text
