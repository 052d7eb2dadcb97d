"""An else that has braces on one side only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.budget import spend
from reviewbot.model.patch import REMOVED

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match


def was_half_braced(match: Match) -> bool:
    """Whether the else of a removed line had its braces on the same side."""
    spend(len(match.fragment.hunk.lines))
    removed = (line.text for line in match.fragment.hunk.lines if line.kind is REMOVED)
    elses = [_side(text) for text in removed if "else" in text]
    return _side(match.line.text) in elses


def _side(text: str) -> tuple[bool, bool]:
    return text.lstrip().startswith("}"), text.rstrip().endswith("{")


def is_half_braced(match: Match) -> bool:
    """Whether braces stand on one side; behind an ``else if`` those of its branch count."""
    code, after = match.code, match.stop
    if code.text(after) == "if":
        after = code.behind(after + 1)
    beside = (match.before, code.text(after))
    if not all(beside) or any(text.startswith("#") for text in beside):
        return False
    if match.before != "}":
        return code.text(after) == "{"
    opening = code.opening.get(match.start - 1, 0)
    condition = code.opening.get(opening - 1, 0)  # of an if, or of a loop without braces around
    return code.text(after) != "{" and condition > 0 and code.text(condition - 1) == "if"
