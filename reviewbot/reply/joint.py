"""Two remarks on one statement in one sentence, where there is a wording for the two checks.

It is the template ``reply/joint/ONE+OTHER.txt.j2``, the names of the checks in alphabetical order,
and gets the facts of both.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.model.finding import Confidence
from reviewbot.regex import regex
from reviewbot.reply.wording import is_there, render, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from reviewbot.model.finding import Finding
    from reviewbot.reply.point import Point

_NAME = regex(r"[A-Za-z_]\w{2,}")
REACH = 4  # lines from one remark to the other: a call, its test, a message and a return


def join(points: Sequence[Point], environment: Environment) -> None:
    """Let the lower of two points of one statement speak for both, in the order of their lines."""
    for upper, lower in pairwise(points):
        own = upper.words or lower.words
        if not (own or upper.joined) and is_one_statement(upper, lower):
            text = _joint(upper, lower, environment)
            if text:
                lower.text, lower.core = text, ""
                lower.joined.append(upper)


def is_one_statement(upper: Point, lower: Point) -> bool:
    """Whether two checks speak of the same thing in lines next to each other."""
    one, other = upper.finding, lower.finding
    return (
        one.check != other.check
        and one.path == other.path
        and one.path is not None
        and 0 <= other.body_line - one.body_line <= REACH
        and not _names(one).isdisjoint(_names(other))
    )


def _names(finding: Finding) -> frozenset[str]:
    """What the facts name in code."""
    return frozenset(
        name
        for fact in finding.facts.values()
        if isinstance(fact, str)
        for name in _NAME.findall(fact)
    )


def _joint(upper: Point, lower: Point, environment: Environment) -> str:
    """What is said of both; ``""`` where there is no wording for these two or one is not sure."""
    if min(upper.finding.confidence, lower.finding.confidence) is not Confidence.HIGH:
        return ""
    name = "+".join(sorted((upper.finding.check, lower.finding.check)))
    template = f"reply/joint/{name}.txt.j2"
    if not is_there(environment, template):
        return ""
    facts = {**upper.finding.facts, **lower.finding.facts}
    return render(environment, template, {key: safe(value) for key, value in facts.items()})
