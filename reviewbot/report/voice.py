"""What a person or a list is known to ask for, as a table for people, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.knowledge.voices import verdict
from reviewbot.model.finding import Confidence
from reviewbot.model.share import Share
from reviewbot.report.paint import Paint, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.knowledge.voices import Point, Voice, Voices

_FOLLOWS = {Confidence.HIGH: "drafted", Confidence.LOW: "reported", None: "undecided"}
_PAINT = {"drafted": Paint.COMMENT, "reported": Paint.FAINT, "undecided": None}


def pieces(voice: Voice, voices: Voices) -> Iterator[Piece]:
    """A line for each check, the best known first."""
    rows = _sorted(voice)
    yield Piece(f"{voice.address}\n", Paint.TITLE)
    yield Piece(f"{voice.since} to {voice.until}\n\n", Paint.FAINT)
    width = max((len(check) for check, _ in rows), default=0)
    yield Piece(f"{'check':{width}}   asked     of  interval  expected  follows\n", Paint.HEADER)
    for check, point in rows:
        low, high = (round(100 * end) for end in Share(point.asked, point.of).interval)
        share = _expected(check, voice, voices)
        follows = _FOLLOWS[verdict(share)]
        yield Piece(f"{check:{width}}  {point.asked:6.1f} {point.of:6.1f}  {low:3}-{high:3} %")
        yield Piece(f"  {100 * share:6.1f} %  ")
        yield Piece(follows, _PAINT[follows])
        yield Piece("\n")


def overview(found: Iterable[Voice], voices: Voices) -> Iterator[Piece]:
    """A line for each of these voices."""
    for voice in found:
        shares = [_expected(check, voice, voices) for check in voice.points]
        decided = sum(verdict(share) is not None for share in shares)
        yield Piece(voice.address, Paint.TITLE)
        yield Piece(f"  {voice.since} to {voice.until}", Paint.FAINT)
        yield Piece(f"  {len(voice.points)} checks, {decided} decided\n")


def document(voice: Voice, voices: Voices) -> dict[str, Any]:
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
                "expected": round(_expected(check, voice, voices), 4),
                "follows": _FOLLOWS[verdict(_expected(check, voice, voices))],
                "mails": list(point.ids),
            }
            for check, point in _sorted(voice)
        ],
    }


def _sorted(voice: Voice) -> list[tuple[str, Point]]:
    return sorted(voice.points.items(), key=lambda each: (-each[1].of, each[0]))


def _expected(check: str, voice: Voice, voices: Voices) -> float:
    address = (voice.address,)
    return voices.expected(check, address) if voice.is_list else voices.expected(check, (), address)
