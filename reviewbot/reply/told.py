"""What somebody was told already and is named again.

Who hears of some places takes the others for fine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewbot.reply.point import Point

    _Held = Callable[[Point], str]


def told_in_a_reply(points: Sequence[Point], held: _Held) -> list[Point]:
    """The points that are in no draft only because somebody has raised them."""
    return [
        point
        for point in points
        if point.finding.raised_by
        and not held(replace(point, finding=replace(point.finding, raised_by=None)))
    ]


def told_in_part(points: Sequence[Point], held: _Held) -> list[Point]:
    """The points drafted on an earlier revision, where the mail has new ones of the same check."""
    kinds = {_kind(point) for point in points if not held(point)}
    return [
        point
        for point in points
        if _kind(point) in kinds
        and point.finding.drafted_on
        and held(point)
        and not held(replace(point, finding=replace(point.finding, drafted_on=None)))
    ]


def _kind(point: Point) -> tuple[str, str]:
    return point.finding.message_id, point.finding.check
