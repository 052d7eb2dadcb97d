"""Whether a variable is given another value before the one it is declared with is read."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import is_in_sizeof, mentions
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.lex import CONDITIONAL
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.new_variables import NewVariable
    from reviewbot.context.c.hunk.tokens import Token

_FOR = ["for", "("]
_TAKES_RESULT = frozenset(("(", "=", ",", "?", "return"))  # before an assignment that is a value
_STEPS = {"if": 1, "ifdef": 1, "ifndef": 1, "endif": -1}


def overwriting(variable: NewVariable) -> Token | None:
    """The variable where it is assigned first, whatever way is taken to there, and read nowhere before.

    ``None`` where that is not certain.
    """
    declared, function = variable.declared, variable.function
    is_plain = not (declared.is_array or declared.is_managed or "static" in declared.words)
    if not (is_plain and variable.is_one):
        return None
    body = function.body
    named = [at for at in mentions(variable.name, function) if at > declared.at]
    if not named or not _is_assignment(body, named[0]):
        return None
    stop = next((at for at in range(named[0], len(body)) if body[at].text == ";"), len(body))
    texts = [token.text for token in body[named[0] : stop]]
    is_read = any(
        not is_in_sizeof(texts, at - named[0]) for at in takewhile(stop.__gt__, named[1:])
    )
    is_first = not is_read and is_straight(function, declared.at, named[0])
    return body[named[0]] if is_first and _is_built_with(variable, body[named[0]]) else None


def is_read(variable: NewVariable) -> bool:
    """Whether it is used for more than to be assigned, or that may be out of sight."""
    body = variable.function.body
    named = [at for at in mentions(variable.name, variable.function) if at > variable.declared.at]
    return not variable.function.whole or any(
        body[at + 1].text != "=" or body[at - 1].text in _TAKES_RESULT for at in named
    )


def _is_built_with(variable: NewVariable, assigned: Token) -> bool:
    """Whether no ``#if`` may leave one of the two out."""
    lines = variable.part.lines
    start, stop = lines.index(variable.declared.name.line), lines.index(assigned.line)
    spend(stop)
    directives = [line.text for line in lines[start:stop] if line.text.startswith("#")]
    depth = 0
    for text in directives:
        match = CONDITIONAL.match(text)
        if match is None or (depth == 0 and not match[1].startswith("if")):
            return False
        depth += _STEPS.get(match[1], 0)
    return depth == 0


def _is_assignment(body: Sequence[Token], at: int) -> bool:
    """Whether ``name = …`` stands there as a statement, or as the first part of a for."""
    before = [token.text for token in body[max(at - 3, 0) : at]]
    is_statement = before[-1:] and before[-1] in STATEMENT_ENDS
    is_loop = before[-2:] == _FOR and before[0] in STATEMENT_ENDS
    return bool(is_statement or is_loop) and body[at + 1].text == "="


def is_straight(function: Function, start: int, stop: int) -> bool:
    """Whether every way from one token leads over the other: no block ends, nothing jumps."""
    blocks, jumps = _ways(function)
    return blocks[start] == blocks[stop] and jumps[start] == jumps[stop]


@shared(maxsize=1024, of_mail=True)
def _ways(function: Function) -> tuple[Sequence[int], Sequence[int]]:
    """For each token the brace it is in, and how many gotos and labels stand before it."""
    spend(len(function.body))
    blocks, jumps, stack, count = [], [], [-1], 0
    texts = [token.text for token in function.body]
    for at, text in enumerate(texts):
        if text == "}" and len(stack) > 1:
            stack.pop()
        is_label = text == ":" and at > 1 and texts[at - 2] in STATEMENT_ENDS
        count += text == "goto" or is_label
        blocks.append(stack[-1])
        jumps.append(count)
        if text == "{":
            stack.append(at)
    return blocks, jumps
