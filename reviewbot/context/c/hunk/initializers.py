"""The structure a designated initializer belongs to, as far as a hunk shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.match import Match

_MAX = 2000  # tokens of an initializer


@frozen
class Initialized:
    """``struct KIND name = {``; ``members`` are the names down to the place: ``driver``, ``owner``."""

    kind: str
    name: str
    members: tuple[str, ...]


def initialized(match: Match) -> Initialized | None:
    """What ``.member = value`` initializes; ``None`` where its beginning is out of sight."""
    code, at = match.code, match.start
    members = [code.text(at + 1)]
    while (opening := _opening(code, at)) is not None:
        before = code.texts[max(opening - 4, 0) : opening]
        if before[-3:-2] == ["."] and before[-1:] == ["="]:
            members.insert(0, before[-2])
            at = opening
        elif len(before) == len(_DECLARED) and before[0] == "struct" and before[-1] == "=":
            return Initialized(before[1], before[2], tuple(members))
        else:
            return None
    return None


_DECLARED = ("struct", "kind", "name", "=")


def _opening(code: Code, at: int) -> int | None:
    """The brace that is open at a token."""
    closed = 0
    first = max(at - _MAX, 0)
    spend((at - first) // 16)
    for index in range(at - 1, first - 1, -1):
        text = code.texts[index]
        if text == "{" and not closed:
            return index
        closed += (text == "}") - (text == "{")
    return None
