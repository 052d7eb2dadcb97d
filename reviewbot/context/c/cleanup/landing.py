"""The label a way out should go to: what is called behind it is just what is missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.spelling import NAME, text_of
from reviewbot.context.c.flow import Out, afters
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.c.flow import Exit, Function, Way


def landing(function: Function, leaving: Exit, missing: Iterable[str]) -> str:
    """The label with the ``missing`` calls behind it, and else only those on the way out anyway.

    ``""`` where there is none. All that is called there must be certain, and what is returned in
    the end must not be another constant than the way out returns.
    """
    if len(leaving.ways) != 1:
        return ""
    own = leaving.ways[0]
    wanted = Counter(missing)
    if leaving.kind is Out.GOTO:
        wanted += _calls(own)
    labels = [each for each in function.labels if each.line > leaving.line]
    for label, ways in zip(labels, afters(function, [each.text for each in labels]), strict=True):
        spend(1 + sum(len(way.steps) for way in ways))
        fits = len(ways) == 1 and _calls(ways[0]) == wanted and _is_certain(ways[0])
        if fits and _may_return(own, ways[0], leaving):
            return label.text
    return ""


def _calls(way: Way) -> Counter[str]:
    return Counter(text_of(step.call) for step in way.steps)


def _is_certain(way: Way) -> bool:
    return all(step.certain for step in way.steps)


def _may_return(own: Way, other: Way, leaving: Exit) -> bool:
    """Whether the way behind a label can return what this one does."""
    if other.value is None or own.value == other.value:
        return own.value in (None, "", other.value)
    return leaving.kind is Out.GOTO or bool(NAME.fullmatch(other.value))
