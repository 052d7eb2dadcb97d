"""How sure a remark may be said where it stands: as sure as people there want to hear it.

Who will read it is asked first: the user, else the maintainers of the file, else its lists, else
all lists that are known. Where they had chances enough to make the same point (``voices.toml``),
what they did with them decides: made often enough, it may be drafted; hardly ever made, it is only
reported. Where that tells nothing, what the code around keeps to decides, and last the check has the
tier that was measured. Nothing makes a remark surer than its check is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.context.habits.around import kept_around
from reviewbot.context.readers import lists, maintainers
from reviewbot.frozen import frozen
from reviewbot.knowledge.habits import habits
from reviewbot.knowledge.voices import verdict
from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.tier import Tier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.checks.api import Check
    from reviewbot.context.levels import DiffContext
    from reviewbot.knowledge.taste import Taste
    from reviewbot.knowledge.voices import Point, Voices
    from reviewbot.model.convention import Kept


@frozen
class Wanted:
    """The confidence a remark has at most at a place; ``why`` tells a reader, where it is known.

    ``kept`` is what the code around keeps to, where it goes by that.
    """

    most: Confidence
    why: str = ""
    kept: Kept | None = None


def unlowered(check: Check) -> Check:
    """The check as it is before what people want, keep to or act on has a say: to be measured."""
    return replace(check, tier=Tier(), convention="")


def wanted(check: Check, path: str | None, context: DiffContext, taste: Taste) -> Wanted:
    """By the first who has a say: those who read it, the code around the file, the check.

    A bug is not a matter of taste: of errors nobody is asked.
    """
    heard = _heard(check, path, context, taste.voices) if check.severity < Severity.ERROR else None
    if heard:
        return heard
    return _kept(check, path, context, taste) or Wanted(check.tier.most, check.tier.why)


def _kept(check: Check, path: str | None, context: DiffContext, taste: Taste) -> Wanted | None:
    """What the code around the file keeps to; ``None`` where that tells nothing."""
    if not check.convention or not path or not taste.conventions:
        return None
    kept = kept_around(check.convention, path, context, taste.conventions())
    if kept is None:
        return None
    habit = habits()[check.convention]
    most = Confidence.LOW if kept.is_own_way else habit.wants(kept.share)
    return Wanted(most, habit.told(kept), kept) if most else None


def _heard(check: Check, path: str | None, context: DiffContext, voices: Voices) -> Wanted | None:
    """What those who will read it made of their chances; ``None`` where that tells nothing."""
    for name, people in _readers(path, context, voices):
        point = voices.point(check.name, people)
        most = verdict(point)
        if most:
            return Wanted(most, _told(name, point))
    everywhere = voices.point(check.name, voices.lists)
    # what one list insists on is not what all want: of all of them, only silence tells
    if verdict(everywhere) is Confidence.LOW:
        return Wanted(Confidence.LOW, _told("any list", everywhere))
    return None


def _readers(
    path: str | None, context: DiffContext, voices: Voices
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Those who will read what is said of a file, the nearest first, and what to call them."""
    yield "you", tuple(voices.me)
    yield "its maintainers", maintainers(path, context)
    to = [each for each in lists(path, context) if each in voices.by_address]
    yield ", ".join(each.partition("@")[0] for each in to), tuple(to)


def _told(name: str, point: Point) -> str:
    """Why it is only reported."""
    of = round(point.of)
    if round(point.asked):
        return f"asked by {name} in {round(point.asked)} of {of} chances"
    return f"never asked by {name} in {of} chances"
