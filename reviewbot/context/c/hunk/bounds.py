"""Whether min(), max() and clamp() take some operands: they refuse to compare signed with unsigned.

Before Linux 6.8 they took operands of one type alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.tokens import A_NUMBER
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token

SIGNED = regex(
    r"(?:signed )?(?:char|short|int|long)(?: long)?(?: int)?|_*s(?:8|16|32|64)|ssize_t|loff_t"
)
_UNSIGNED = regex(
    r"unsigned\b[\w ]*|_*u(?:8|16|32|64)|size_t|uint\d*(?:_t)?|u_(?:int|long|char)|dma_addr_t|phys_addr_t"
)
_MACRO = regex(r"[A-Z][A-Z0-9_]*")
_CONSTANTS = ("literal", "macro")


def fit(match: Match, names: Sequence[str]) -> bool | None:
    """Whether they surely fit; ``None`` where they do not, or evaluating one has an effect."""
    kinds = {_kind(match.of(name), match) for name in names}
    if "effect" in kinds or {"signed", "unsigned"} <= kinds:
        return None
    return "unknown" not in kinds and kinds not in ({"literal"}, {"signed", "macro"})


def type_to_name(match: Match, names: Sequence[str]) -> str | None:
    """The type that min_t() and the like have to be given where operands of two types are refused.

    Empty where they are of one type as they are, or one is out of sight; ``None`` where two are of types that
    are not the same.
    """
    operands = [match.of(name) for name in names]
    constants = [each for each in operands if _kind(each, match) in _CONSTANTS or _is_number(each)]
    others = [each for each in operands if each not in constants]
    function = match.function
    if function is None or any(len(each) > 1 for each in others):
        return ""
    types = {type_of(each[0].text, function) for each in others}
    if "" in types or len(types) != 1:
        return "" if "" in types else None
    (type_,) = types
    is_of_one = all(type_ == "int" and _is_int(each) for each in constants)
    return "" if is_of_one else type_


def _is_number(operand: Sequence[Token]) -> bool:
    return len(operand) == 1 and operand[0].kind is A_NUMBER


def _is_int(operand: Sequence[Token]) -> bool:
    """Whether it is a literal that is an int by how it is written."""
    return _is_number(operand) and not operand[0].text.lower().endswith(("u", "l"))


def _kind(operand: Sequence[Token], match: Match) -> str:
    """Signed, unsigned, a literal, a macro, unknown, or something with an effect."""
    first, function = operand[0], match.function
    if any(token.text in ("(", "++", "--", "=") for token in operand):
        return "effect"
    if len(operand) > 1:
        return "unknown"
    if first.kind is A_NUMBER:
        return "unsigned" if "u" in first.text.lower() else "literal"
    type_ = type_of(first.text, function) if function else ""
    if not type_ and _MACRO.fullmatch(first.text):
        return "macro"
    return (
        "signed"
        if SIGNED.fullmatch(type_)
        else "unsigned"
        if _UNSIGNED.fullmatch(type_)
        else "unknown"
    )
