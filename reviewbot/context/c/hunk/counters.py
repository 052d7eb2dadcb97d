"""Whether a variable only counts up from 0, and is an index: then it is never negative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.bounds import SIGNED
from reviewbot.context.c.hunk.cut import pairs
from reviewbot.context.c.hunk.declared import mentions, returned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.new_variables import NewVariable
    from reviewbot.context.c.hunk.tokens import Token

_STARTS = frozenset(("0", "1"))
_FOR_INT = ("for", "(", "int")
_BEYOND = ("", "", "")  # what is looked at behind the last token
_RESULT = ("return", ";")  # around it
_BINARY = frozenset((")", "]"))  # behind an operand: a "&" or "-" there has one on its left, too
_CHANGES = frozenset(("=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^=", "--"))
_BELOW_ZERO = ((">=", "0"), ("<", "0"), ("==", "-"), (">=", "-"), (">", "-"), ("!=", "-"))


def counts_up(variable: NewVariable) -> bool:
    """Whether nothing in its function, or its loop, which is whole, makes it negative or asks whether it is.

    What a function of a signed type returns may as well be signed.
    """
    declared, body = variable.declared, variable.function.body
    texts = [*(token.text for token in body), *_BEYOND]
    stop = _end_of_loop(variable, texts)
    is_seen = stop > 0 or (variable.function.whole and variable.is_one)
    is_plain = not (declared.is_array or declared.is_managed) and is_seen
    starts = [token.text for token in declared.value]
    if not (is_plain and (not starts or starts[0] in _STARTS)):
        return False
    uses = [at for at in mentions(variable.name, variable.function) if at > declared.at]
    uses = [at for at in uses if not stop or at < stop]
    is_counted = any("++" in (texts[at - 1], texts[at + 1]) for at in uses)
    is_index = any(texts[at - 1] == "[" for at in uses)
    is_result = any((texts[at - 1], texts[at + 1]) == _RESULT for at in uses)
    if is_result and SIGNED.fullmatch(returned(variable.function)):
        return False
    return is_counted and is_index and not any(_may_be_negative(body, texts, at) for at in uses)


def _end_of_loop(variable: NewVariable, texts: Sequence[str]) -> int:
    """Where the braces end of the loop whose head declares it; 0 where that is not in sight."""
    at = variable.declared.at
    ends = pairs(variable.function.body)
    head = ends.get(at - 2, 0) if tuple(texts[max(at - 3, 0) : at]) == _FOR_INT else 0
    return ends.get(head + 1, 0) if head and texts[head + 1] == "{" else 0


def _may_be_negative(body: Sequence[Token], texts: Sequence[str], at: int) -> bool:
    """Whether it is changed there other than by counting up, given away, or compared below 0."""
    before, after = texts[at - 1], texts[at + 1]
    if before == "--" or (after in _CHANGES and not _is_start(texts, at)):
        return True
    is_address = before == "&" and not _is_operand(body[at - 2])
    return is_address or (after, texts[at + 2]) in _BELOW_ZERO


def _is_start(texts: Sequence[str], at: int) -> bool:
    """Whether ``= 0`` stands there, and ends."""
    return texts[at + 1] == "=" and texts[at + 2] in _STARTS and texts[at + 3] in (";", ",")


def _is_operand(token: Token) -> bool:
    """Whether what stands there has a value, so that the next sign joins two."""
    return token.text in _BINARY or token.text[-1].isalnum() or token.text.endswith("_")
