"""Branches that are all of a loop, which makes them a level deeper than they need to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.code import Code

_LEAST = 5  # lines of the branch
_LEAVES = frozenset(("break", "return", "goto"))


def is_all_of_loop(code: Code, at: int) -> bool:
    """Whether the branch is long, is all of a loop and does not leave that."""
    opening = code.closing.get(at + 1, 0) + 1
    closing = code.closing.get(opening, 0) if code.text(opening) == "{" else 0
    is_alone = code.text(at - 1) == "{" and code.text(closing + 1) == "}"
    if not closing or not is_alone or not _is_loop(code, at - 1):
        return False
    if code.tokens[opening + 1].line.kind is not ADDED:
        return False  # only the condition is another one
    lines = (code.tokens[closing].line.new or 0) - (code.tokens[opening].line.new or 0)
    last = closing - 1
    while last > opening + 1 and not (
        code.texts[last] in _LEAVES or code.texts[last - 1] in STATEMENT_ENDS
    ):
        last -= 1
    return lines > _LEAST and code.texts[last] not in _LEAVES


def _is_loop(code: Code, brace: int) -> bool:
    """Whether a brace is that of a loop whose head is in sight."""
    start = code.opening.get(brace - 1, 0) - 1 if code.text(brace - 1) == ")" else -1
    word = code.text(start) if start >= 0 else ""
    return word in ("for", "while") or "for_each" in word
