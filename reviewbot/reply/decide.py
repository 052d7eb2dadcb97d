"""What each remark says at its line, and which ones stand for others: said once in a series."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from reviewbot.frozen import frozen
from reviewbot.model.finding import SAID_IN
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reviewbot.model.finding import Finding
    from reviewbot.model.mail import Address
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series
    from reviewbot.reply.point import Point

    _Gist = tuple[Address, str, str]  # of an author, a check and what it says
    _Earlier = dict[_Gist, Point]  # what was said first

MOST = 5  # comments of one check in one mail
LONGEST = 12  # entries of a list
# how a comment begins that needs the one above
_REFERS = regex(r"(?:Same|The same|And|Nor|Here|This|So)\b")


class Say(Protocol):
    """Words a finding, shorter below another one of its check in the same mail."""

    def __call__(self, finding: Finding, *, above: Finding | None = None) -> str:
        """What it says; ``""`` for nothing."""


@frozen
class SortedOut:
    """The points of mails by message-id: what is to be said, what others have, what is left out.

    ``spared`` is what somebody let pass, each with the point that would say it.
    """

    fresh: Mapping[str, Sequence[Point]]
    raised: Mapping[str, Sequence[Point]]
    left: Mapping[str, Sequence[Point]]
    spared: Mapping[str, Sequence[tuple[Point, Point]]]


def decide(series: Series, points: SortedOut, say: Say, is_listed: Callable[[Point], bool]) -> None:
    """Settle what each point of the series says at its line, and which stand for others.

    What was said of an earlier patch is not said again of a later one, whose reader may not have
    that mail: the earlier draft names the later patch. Both must be by one author. It also names
    those where somebody else has raised the same or let it pass, and all where it is left out for what
    else there is to say: who is told of some takes the rest for fine.
    """
    earlier: _Earlier = {}
    for mail in series.mails:
        author = mail.message.author
        fresh = _fresh(mail, points.fresh[mail.message.message_id], earlier)
        for point in points.raised[mail.message.message_id]:
            if first := _said_before(mail, point, earlier):
                first.note(mail)
        _place(fresh, say, is_listed)
        _spell_out(fresh)
        for point in fresh:
            for one in (point, *point.listed):
                if (one.said and not one.words) or one is not point:
                    earlier.setdefault((author, *one.gist), one)
            if point.said:
                for other in point.joined:
                    other.drafted = True
    _name_left(series, points, earlier)


def _name_left(series: Series, points: SortedOut, said: Mapping[_Gist, Point]) -> None:
    """Let what is said name the patches whose own reply leaves it out."""
    for mail in series.mails:
        id_ = mail.message.message_id
        left = ((point, point) for point in points.left[id_])
        for point, meant in (*left, *points.spared[id_]):
            first = _said_before(mail, meant, said)
            if first and first.finding.message_id != id_:
                first.note(mail)
                _yield_to(first, point)


def _yield_to(first: Point, point: Point) -> None:
    """Let a point of another patch speak for one, too."""
    first.others.append(point)
    point.held = f"{SAID_IN} {first.finding.patch}"


def _fresh(mail: Patch, points: Sequence[Point], earlier: _Earlier) -> list[Point]:
    """The points of a mail that no other speaks for, there or on an earlier patch."""
    spoken_for = [other for point in points for other in point.joined]
    fresh: list[Point] = []
    for point in points:
        if any(point is other for other in spoken_for):
            continue
        if not point.words and (first := _said_before(mail, point, earlier)):
            first.note(mail)
            _yield_to(first, point)
        else:
            fresh.append(point)
    return fresh


def _said_before(mail: Patch, point: Point, earlier: Mapping[_Gist, Point]) -> Point | None:
    """The point on an earlier patch that says the same to the same author."""
    return earlier.get((mail.message.author, *point.gist)) if mail.subject.label else None


def _place(points: Sequence[Point], say: Say, is_listed: Callable[[Point], bool]) -> None:
    """Say what one mail's points say at their lines."""
    by_check: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        if point.words:
            point.said, point.drafted = point.words, True
        else:
            by_check[point.finding.check].append(point)
    for here in by_check.values():
        different = list({point.same: point for point in reversed(here)}.values())[::-1]
        if len(different) > 1 and is_listed(here[0]):
            _list(here, different)
        elif len(here) > 1 and is_listed(here[0]):
            _once(here)
        else:
            _one_by_one(here, say)


def _spell_out(points: Sequence[Point]) -> None:
    """Say in full what is called the same right below a remark about something else."""
    above = ""
    for point in (point for point in points if point.said):
        moved = above not in ("", point.finding.check)
        if moved and not point.words and _REFERS.match(point.said):
            point.said = point.text
        above = point.words or point.finding.check


def _list(points: Sequence[Point], different: Sequence[Point]) -> None:
    """Say all of one kind at the line of the first."""
    first = points[0]
    first.said = first.text
    first.listed = list(different[:LONGEST])
    first.alike = len(different) - len(first.listed)
    shown = {point.same for point in first.listed}
    for point in points:
        point.drafted = point.same in shown
    first.others += [point for point in points if not any(point is one for one in first.listed)]


def _once(points: Sequence[Point]) -> None:
    """Say what all of them say at the line of the first, and of how many more it holds."""
    first, *rest = points
    first.said = first.text
    first.more_lines += len({p.finding.body_line for p in rest} - {first.finding.body_line})
    first.others += rest
    for point in points:
        point.drafted = bool(first.said)


def _one_by_one(points: Sequence[Point], say: Say) -> None:
    """Say each at its line, from the second on more shortly; what is too much is counted."""
    before: list[Point] = []
    left: dict[int, Point] = {}
    for point in points:
        finding = point.finding
        alike = (
            p for p in before if p.same == point.same and p.finding.body_line == finding.body_line
        )
        if here := next(alike, None):
            point.drafted = True  # said at this very line
            here.others.append(point)
        elif len(before) < MOST:
            again = bool(before) and not point.joined
            point.said = say(finding, above=before[-1].finding) if again else point.text
            point.drafted = bool(point.said)
            if point.said:
                before.append(point)
        elif finding.body_line > before[-1].finding.body_line:
            left[finding.body_line] = point
            before[-1].others.append(point)
    if left:
        last = before[-1]
        last.more_lines = sum(point.same == last.same for point in left.values())
        last.alike = len(left) - last.more_lines
