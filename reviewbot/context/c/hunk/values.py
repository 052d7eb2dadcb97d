"""What a local variable can hold, as far as a whole function shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_NAME, AN_OP, Token
from reviewbot.context.c.hunk.types import is_integer
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.functions import Function

_COMPARISONS = frozenset((")", "==", "!=", "<", ">", "<=", ">="))


def always_zero(variable: Token, function: Function) -> bool:
    """Whether a local integer holds nothing but 0 wherever it is read.

    True only where the whole function is in sight and each other mention of the variable is its
    declaration, an assignment of 0, or the condition of an ``if``: an argument may be written to by
    a macro, an address by anybody.
    """
    if not function.whole or any(t.text == variable.text for t in function.header):
        return False
    if not is_integer((variable,), function):
        return False
    body = function.body
    spend(len(body))
    assigned = False
    depth = 0
    for index, token in enumerate(body):
        if token.kind is AN_OP:
            if token.text == "\\":
                return False  # of a macro
            depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        elif token.text == variable.text and token is not variable and not _is_member(body, index):
            zeroed = _is_zeroed(body, index)
            assigned = assigned or zeroed
            if not (zeroed or _is_compared(body, index) or (not depth and _is_named(body, index))):
                return False
    return assigned


def _is_member(body: Sequence[Token], index: int) -> bool:
    """Whether the name is that of a member: ``x.name``, ``x->name``."""
    return index > 0 and body[index - 1].text in (".", "->")


def _is_zeroed(body: Sequence[Token], index: int) -> bool:
    """``name = 0;`` or ``name = 0,``."""
    texts = [t.text for t in body[index + 1 : index + 4]]
    return texts in (["=", "0", ";"], ["=", "0", ","])


def _is_compared(body: Sequence[Token], index: int) -> bool:
    """``if (name)``, ``if (!name)``, ``if (name == …``."""
    before = [t.text for t in body[max(0, index - 3) : index]]
    opens = before[-2:] == ["if", "("] or before == ["if", "(", "!"]
    return opens and index + 1 < len(body) and body[index + 1].text in _COMPARISONS


def _is_named(body: Sequence[Token], index: int) -> bool:
    """``type name;``, ``type name,`` or ``, name;``: a declaration without a value."""
    return (
        0 < index < len(body) - 1
        and body[index + 1].text in (";", ",")
        and (body[index - 1].text == "," or _is_type_word(body[index - 1]))
    )


def _is_type_word(token: Token) -> bool:
    return token.kind is A_NAME and token.text not in ("return", "goto")
