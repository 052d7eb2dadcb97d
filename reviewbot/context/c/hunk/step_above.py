"""The step right above a call, and what it is undone by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.rollback import tested
from reviewbot.knowledge.antonyms import ends_of, words
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match

_CALLED = regex(r"\b(\w+) ?\(")


def is_behind_step(match: Match) -> bool:
    """Whether what stands above has just succeeded, and is what ``$action`` undoes, by its name."""
    level = match.level
    test, step = level.above[:2] if level and len(level.above) > 1 else (None, None)
    called = _CALLED.search(step.text) if step and test and tested(test.condition) else None
    ends = {end for word in words(called[1]) for end in ends_of(word)} if called else set()
    return not ends.isdisjoint(words(match["action"].lstrip("&")))
