"""Whether a pointer is known to be NULL where something stands: in the branch of a test of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token


def is_known_null(match: Match, pointer: Sequence[Token]) -> bool:
    """Whether ``if (!pointer)`` or the like is around the match."""
    spelled = " ".join(token.text for token in pointer)
    tests = {f"! {spelled}", f"{spelled} == NULL", f"NULL == {spelled}"}
    around = match.code.blocks.around(match.start)
    return any(level.here.condition in tests for level in around)
