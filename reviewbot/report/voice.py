"""What a person or a list is known to ask for, as a table for people, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.knowledge.voices import verdict
from reviewbot.model.finding import Confidence
from reviewbot.model.share import Share
from reviewbot.report.paint import Paint, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.knowledge.voices import Point, Voice

_FOLLOWS = {Confidence.HIGH: "drafted", Confidence.LOW: "reported", None: "undecided"}
_PAINT = {"drafted": Paint.COMMENT, "reported": Paint.FAINT, "undecided": None}


def pieces(voice: Voice) -> Iterator[Piece]:
    """A line for each check, the best known first."""
    rows = _sorted(voice)
    yield Piece(f"{voice.address}\n", Paint.TITLE)
    yield Piece(f"{voice.since} to {voice.until}\n\n", Paint.FAINT)
    width = max((len(check) for check, _ in rows), default=0)
    yield Piece(f"{'check':{width}}   asked     of  interval  follows\n", Paint.HEADER)
    for check, point in rows:
        low, high = _percent(point)
        follows = _follows(point)
        yield Piece(f"{check:{width}}  {point.asked:6.1f} {point.of:6.1f}  {low:3}-{high:3} %  ")
        yield Piece(follows, _PAINT[follows])
        yield Piece("\n")


def overview(voices: Iterable[Voice]) -> Iterator[Piece]:
    """A line for each voice there is."""
    for voice in voices:
        decided = sum(verdict(point) is not None for point in voice.points.values())
        yield Piece(voice.address, Paint.TITLE)
        yield Piece(f"  {voice.since} to {voice.until}", Paint.FAINT)
        yield Piece(f"  {len(voice.points)} checks, {decided} decided\n")


def document(voice: Voice) -> dict[str, Any]:
    """The same as JSON has it."""
    return {
        "address": voice.address,
        "list": voice.is_list,
        "since": voice.since,
        "until": voice.until,
        "checks": [
            {
                "check": check,
                "asked": point.asked,
                "of": point.of,
                "interval": [round(end, 4) for end in Share(point.asked, point.of).interval],
                "follows": _follows(point),
                "mails": list(point.ids),
            }
            for check, point in _sorted(voice)
        ],
    }


def _sorted(voice: Voice) -> list[tuple[str, Point]]:
    return sorted(voice.points.items(), key=lambda each: (-each[1].of, each[0]))


def _follows(point: Point) -> str:
    return _FOLLOWS[verdict(point)]


def _percent(point: Point) -> tuple[int, int]:
    low, high = Share(point.asked, point.of).interval
    return round(100 * low), round(100 * high)
