"""What of all that could be said of a mail is worth saying in one reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.checks.api import Check
    from reviewbot.reply.held import Policy
    from reviewbot.reply.point import Point

ASIDES = 3  # different asides that make a mail of their own
MOST = 8  # remarks in a mail, each of a check of its own: nobody reads on
MOST_ASKED = 24  # where questions are wanted, too: who asks for those chooses among them


def worth_saying(
    points: Sequence[Point], checks: Mapping[str, Check], policy: Policy
) -> Sequence[Point]:
    """The points of one mail that are drafted; the others are told why they are not."""
    if policy.own:
        return points
    kept = _without_lone_asides(_without_nits(points, checks, policy), checks, policy)
    return _most_severe(kept, checks, MOST_ASKED if policy.ask else MOST)


def _without_nits(
    points: Sequence[Point], checks: Mapping[str, Check], policy: Policy
) -> Sequence[Point]:
    """Without nits where there is a bug: it needs another version, and the author's attention.

    What its readers insist on they say all the same. Who asks for questions chooses among what there is.
    """
    if policy.nits or policy.ask or not any(checks[point.finding.check].bug for point in points):
        return points
    for point in points:
        is_said_anyway = point.is_wanted or point.finding.insisted
        if checks[point.finding.check].nit and not is_said_anyway:
            point.held = "a nit beside a bug"
    return [point for point in points if not point.held]


def _without_lone_asides(
    points: Sequence[Point], checks: Mapping[str, Check], policy: Policy
) -> Sequence[Point]:
    """The points, or none where they are a few asides and nothing else: not worth a mail."""
    asides = all(_is_aside(point, checks[point.finding.check]) for point in points)
    if policy.asides or not asides or len({point.same for point in points}) >= ASIDES:
        return points
    for point in points:
        point.held = "too little for a mail"
    return []


def _is_aside(point: Point, check: Check) -> bool:
    """Whether it is too little for a mail of its own: by what it is, or by what readers would have sent."""
    is_seldom_sent = bool(check.tier.alone) and not point.finding.called_for
    is_small = point.finding.aside and not point.finding.insisted
    return (check.aside or is_small or is_seldom_sent) and not point.is_wanted


def _most_severe(
    points: Sequence[Point], checks: Mapping[str, Check], most: int
) -> Sequence[Point]:
    """The points, or those of the most severe remarks where there are too many for a mail.

    What one check says is one remark, at however many places.
    """
    remarks: dict[str, list[Point]] = {}
    for point in points:
        remarks.setdefault(point.finding.check, []).append(point)
    ranked = sorted(remarks.values(), key=lambda group: _rank(group[0], checks), reverse=True)
    for point in (point for group in ranked[most:] for point in group if not point.is_wanted):
        point.held = f"one of {len(ranked) - most} smaller remarks"
    return [point for point in points if not point.held]


def _rank(point: Point, checks: Mapping[str, Check]) -> tuple[bool, int, int, bool, bool, bool]:
    """How much it matters, more being greater."""
    check, finding = checks[point.finding.check], point.finding
    matters = (check.bug, finding.severity, finding.confidence)
    return (*matters, finding.insisted, not check.nit, not check.aside)
