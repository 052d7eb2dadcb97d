"""Whether min(), max() and clamp() take some operands: they refuse to compare signed with unsigned."""

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


def fit(match: Match, names: Sequence[str]) -> bool | None:
    """Whether they surely fit; ``None`` where they do not, or evaluating one has an effect."""
    kinds = {_kind(match.of(name), match) for name in names}
    if "effect" in kinds or {"signed", "unsigned"} <= kinds:
        return None
    return "unknown" not in kinds and kinds not in ({"literal"}, {"signed", "macro"})


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
