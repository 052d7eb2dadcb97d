"""How sure a remark may be said where it stands: as sure as people there want to hear it.

By those who will read it, first: how often they made the same point of the chances they had
(``voices.toml``). The user counts most, then the maintainers of the file, its lists, and all lists that
are known; who had few chances is expected to do as those further away. From ``OFTEN`` on a remark may be
drafted, below ``SELDOM`` it is only reported. Between them the code around decides, by what it keeps
to, and last the tier of the check. Nothing makes a remark surer than its check is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.context.habits.around import kept_around
from reviewbot.context.readers import lists, maintainers
from reviewbot.frozen import frozen
from reviewbot.knowledge.habits import habits
from reviewbot.knowledge.voices import OF_LISTS, OF_PEOPLE, verdict
from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.tier import Tier

if TYPE_CHECKING:
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
    """What those who will read it are expected to want; ``None`` where that tells nothing."""
    to = [each for each in lists(path, context) if each in voices.by_address]
    people = (maintainers(path, context), voices.me)
    everywhere = voices.point(check.name, voices.lists)
    names = (", ".join(each.partition("@")[0] for each in to), "its maintainers", "you")
    points = [voices.point(check.name, addresses) for addresses in (to, *people)]
    near = [(name, point) for name, point in zip(names, points, strict=True) if point.of]
    if not near and not everywhere.of:
        return None
    most = verdict(voices.expected(check.name, to, *people))
    if most is None and any(point.of >= OF_PEOPLE for point in points[1:]):
        most = Confidence.MODERATE  # they are known, and want it no more often than seldom
    if most is None:
        return None
    told = [(name, point) for name, point in near if point.of >= OF_LISTS]
    if not told:  # the chances of those further away count more
        told = [("any list", everywhere)] if everywhere.of else near
    return Wanted(most, _told(*told[-1]))


def _told(name: str, point: Point) -> str:
    """How seldom it was asked."""
    of = round(point.of)
    if round(point.asked):
        return f"asked by {name} in {round(point.asked)} of {of} chances"
    return f"never asked by {name} in {of} chances"
