"""How sure a remark may be said where it stands: as sure as people there want to hear it.

Those who will read it are asked first: how often they made the same point of the chances they had
(``voices.toml``). The user counts most, then the maintainers of the file, its lists, and all lists that
are known; who had few chances is expected to do as those further away. From ``OFTEN`` on a remark may be
drafted, below ``SELDOM`` it is only reported. Where little is known of them the code around decides, by
what it keeps to, and last the tier of the check.
Where only a list wants it and the code around keeps to something else, it is asked; where readers would
not have sent much of what was drafted, it is no surer than its tier. What they insist on (``INSIST``) may be
drafted whatever these say, and even where a check of taste only asks: readers found 19 of 990 such findings
false. Nothing else makes a remark surer than its check is. What readers hardly ever wanted (``unmissed.toml``) is
only reported where people had too few chances, and did not ask for it in them, and nothing is known of the code
around. Those who asked for it again and again are asked at least, whatever others want.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.habits.around import kept_around
from reviewbot.context.readers import is_by_who_applies, lists, lists_of_file, maintainers
from reviewbot.context.reviewed import reviewer
from reviewbot.frozen import frozen, replace
from reviewbot.knowledge.habits import habits
from reviewbot.knowledge.overlooked import overlooked
from reviewbot.knowledge.voices import (
    INSIST,
    INSIST_AGAINST,
    LATE,
    OF_LATE,
    OF_LISTS,
    OF_PEOPLE,
    OFTEN,
    OFTEN_OF_PEOPLE,
    verdict,
)
from reviewbot.lazy import lazy
from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.tier import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.checks.api import Check
    from reviewbot.context.levels import DiffContext
    from reviewbot.knowledge.taste import Taste
    from reviewbot.knowledge.voices import Point, Voices
    from reviewbot.model.convention import Kept

_AGAIN = 2  # what was asked for once may have been chance


@frozen
class Wanted:
    """The confidence a remark has at most at a place; ``why`` tells a reader, where it is known.

    ``kept`` is what the code around keeps to, where it goes by that. ``is_insisted``: those who read it
    make the point so often that it is said even where the check only asks; ``is_called_for`` that they ask
    for it at all, or the code around keeps to it.
    """

    most: Confidence
    why: str = ""
    kept: Kept | None = None
    is_insisted: bool = False
    is_called_for: bool = False


def unlowered(check: Check) -> Check:
    """The check as it is before what people want, keep to or act on has a say: to be measured."""
    return replace(check, tier=Tier(), convention="")


def wanted(check: Check, path: str | None, context: DiffContext, taste: Taste) -> Wanted:
    """As it is by those who have a say, and of taste no more than asked where one had it already.

    What takes a search to see they may not have seen.
    """
    said = _wanted(check, path, context, taste)
    is_taste = check.severity is Severity.NOTE and check.name not in overlooked()
    is_sure = said.most is Confidence.HIGH and not said.is_insisted
    if not path or not is_taste or not is_sure or not taste.voices.by_address:
        return said
    why = _already(path, context)
    return replace(said, most=Confidence.MODERATE, why=why) if why else said


def _already(path: str, context: DiffContext) -> str:
    """Who decided how the lines are that a patch adds to a file, where somebody may.

    Of remarks of taste to those who apply what is sent readers would have sent 25 of 40, of those on
    what a maintainer had reviewed 15 of 27, and else four of five.
    """
    if is_by_who_applies(path, context):
        return "of taste, by who applies what is sent here"
    return f"of taste, reviewed by {by}" if (by := reviewer(context)) else ""


def _wanted(check: Check, path: str | None, context: DiffContext, taste: Taste) -> Wanted:
    """By the first who has a say: those who read it, the code around the file, the check.

    A bug is not a matter of taste: of errors nobody is asked.
    """
    heard = _Heard(check, path, context, taste.voices)
    are_asked = check.severity < Severity.ERROR and bool(taste.voices.by_address)
    tier = heard.tier if are_asked else Wanted(check.tier.most, check.tier.why)
    known = heard.known if are_asked else None
    decides = known is not None and heard.are_people_known  # whatever the code around keeps to
    around = None if decides else _kept(check, path, context, taste)
    if known and around and around.most is Confidence.LOW:
        known = replace(around, most=min(known.most, Confidence.MODERATE))
    if known and check.tier.unsent and tier.most < known.most:
        known = tier
    near = known or around
    said = near or (heard.late(tier) if are_asked else tier)
    is_its_way = said.kept is not None and said.kept.is_own_way  # of the file itself
    is_against = bool(check.tier.unsent) or (around is not None and around.most is Confidence.LOW)
    times = INSIST_AGAINST if is_against else INSIST
    if are_asked and heard.insist(times) and not (is_its_way or check.tier.doubt):
        return Wanted(Confidence.HIGH, kept=said.kept, is_insisted=True)
    if check.tier.doubt and tier.most < said.most:
        said = tier
    if near is None and not (are_asked and heard.have_asked):
        return _unmissed(check, said) if are_asked else said
    return said if said.most is not Confidence.HIGH else replace(said, is_called_for=True)


def _unmissed(check: Check, said: Wanted) -> Wanted:
    """What hardly anybody elsewhere would miss is only reported."""
    if not check.tier.unmissed or said.most is Confidence.LOW:
        return said
    return replace(said, most=Confidence.LOW, why=f"seldom wanted: {check.tier.unmissed}")


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


@frozen(slots=False)
class _Heard:
    """What those who will read it are expected to want."""

    check: Check
    path: str | None
    context: DiffContext
    voices: Voices

    @property
    def known(self) -> Wanted | None:
        """Of people who had chances enough, or their list; ``None`` where that tells nothing."""
        told = [(name, point) for name, point in self._near if point.of >= OF_LISTS]
        is_known = self.are_people_known
        return self._expected(told or self._near, is_known=is_known) if told or is_known else None

    def insist(self, times: int) -> bool:
        """Whether those whose ways are known make the point of taste so many times as often as others.

        Only of their own files: who gets a copy of a patch to others' has less to say. They must have
        made it as often themselves, not only others.
        """
        if self.check.severity is not Severity.NOTE or self._is_late or not self.path:
            return False
        least = times * (OFTEN_OF_PEOPLE if self.are_people_known else OFTEN)
        told = (point for _, point in self._near if point.of >= OF_PEOPLE)
        is_own = self._people or lists_of_file(self.path, self.context)
        does = any(point.asked >= least * point.of for point in told)
        return bool(is_own) and does and self._share >= least

    @property
    def are_people_known(self) -> bool:
        """Whether the user or the maintainers of the file had chances enough."""
        return any(point.of >= OF_PEOPLE for _, point in self._people)

    @property
    def tier(self) -> Wanted:
        """What the tier allows: a question at least to those who asked for it, unless it may be false."""
        tier = self.check.tier
        is_raised = tier.most is Confidence.LOW and not tier.doubt and self.have_asked
        return Wanted(Confidence.MODERATE if is_raised else tier.most, tier.why)

    @property
    def have_asked(self) -> bool:
        """Whether its lists or people asked for it again and again, few as their chances were."""
        often = INSIST * OFTEN
        return any(each.asked >= max(_AGAIN, often * each.of) for _, each in self._near)

    def late(self, tier: Wanted) -> Wanted:
        """What a tier allows, where nothing is known of who reads it: less of taste in a late revision."""
        if tier.most is not Confidence.HIGH or not self._is_left(OFTEN):
            return tier
        return replace(tier, most=Confidence.MODERATE, why=f"of taste, in v{LATE} or later")

    def _is_left(self, often: float) -> bool:
        """Whether they will not ask for it any more, late as it is."""
        return self._is_late and self._share * OF_LATE < often

    def _expected(self, told: list[tuple[str, Point]], *, is_known: bool) -> Wanted | None:
        often = OFTEN_OF_PEOPLE if is_known else OFTEN
        most = verdict(self._share, often)
        is_unsure = self._is_left(often) or (most is None and is_known)
        if most is not Confidence.LOW and is_unsure:
            most = Confidence.MODERATE  # they want it no more often than seldom, or not any more
        return Wanted(most, _told(*told[-1], is_late=self._is_late)) if most else None

    @lazy
    def _share(self) -> float:
        """The share of their chances they are expected to take."""
        return self.voices.expected(self.check.name, self._lists, *self._readers.values())

    @property
    def _is_late(self) -> bool:
        """Whether it is of taste, and those who care for such a thing have had their say twice."""
        is_taste = self.check.severity is Severity.NOTE
        return is_taste and self.context.patch.subject.revision >= LATE

    @lazy
    def _lists(self) -> tuple[str, ...]:
        found = lists(self.path, self.context)
        return tuple(each for each in found if each in self.voices.by_address)

    @lazy
    def _readers(self) -> dict[str, Iterable[str]]:
        """People who will read it, the nearest last, by what to call them."""
        return {"its maintainers": maintainers(self.path, self.context), "you": self.voices.me}

    @lazy
    def _people(self) -> list[tuple[str, Point]]:
        points = [
            (name, self.voices.point(self.check.name, addresses))
            for name, addresses in self._readers.items()
        ]
        return [(name, point) for name, point in points if point.of]

    @lazy
    def _near(self) -> list[tuple[str, Point]]:
        """What is known of its lists and people, the nearest last."""
        name = ", ".join(each.partition("@")[0] for each in self._lists)
        point = self.voices.point(self.check.name, self._lists)
        return [*([(name, point)] if point.of else []), *self._people]


def _told(name: str, point: Point, *, is_late: bool) -> str:
    """How seldom it was asked."""
    of = round(point.of)
    if round(point.asked):
        later = f", fewer from v{LATE} on" if is_late else ""
        return f"asked by {name} in {round(point.asked)} of {of} chances{later}"
    return f"never asked by {name} in {of} chances"
