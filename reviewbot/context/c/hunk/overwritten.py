"""Whether a variable is given another value before the one it is declared with is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import mentions
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.new_variables import NewVariable
    from reviewbot.context.c.hunk.tokens import Token

_FOR = ["for", "("]


def overwriting(variable: NewVariable) -> Token | None:
    """The variable where it is assigned first, whatever way is taken to there, and read nowhere before.

    ``None`` where that is not certain.
    """
    declared, body = variable.declared, variable.function.body
    is_plain = not (declared.is_array or declared.is_managed or "static" in declared.words)
    if not (is_plain and variable.is_one and variable.function.whole):
        return None
    named = [at for at in mentions(variable.name, variable.function) if at > declared.at]
    if not named or not _is_assignment(body, named[0]):
        return None
    spend(named[0])
    between = [token.text for token in body[declared.stop : named[0]]]
    stop = next((at for at in range(named[0], len(body)) if body[at].text == ";"), len(body))
    is_read = any(at < stop for at in named[1:])
    return body[named[0]] if _is_straight(between) and not is_read else None


def _is_assignment(body: Sequence[Token], at: int) -> bool:
    """Whether ``name = …`` stands there as a statement, or as the first part of a for."""
    before = [token.text for token in body[max(at - 3, 0) : at]]
    is_statement = before[-1:] and before[-1] in STATEMENT_ENDS
    is_loop = before[-2:] == _FOR and before[0] in STATEMENT_ENDS
    return bool(is_statement or is_loop) and body[at + 1].text == "="


def _is_straight(texts: Sequence[str]) -> bool:
    """Whether these statements lead to what is behind them, and nothing else does."""
    depth = 0
    for at, text in enumerate(texts):
        depth += (text == "{") - (text == "}")
        is_label = text == ":" and at > 1 and texts[at - 2] in STATEMENT_ENDS
        if depth < 0 or text == "goto" or is_label:
            return False
    return depth == 0
