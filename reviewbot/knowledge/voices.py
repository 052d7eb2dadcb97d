"""The table of who asks for what, ``voices.toml``: counts of people and lists, by check."""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from reviewbot import toml
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.model.finding import Confidence
from reviewbot.model.share import Share
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ADDRESS = regex(r"[!-;=?-~]{1,320}")  # no blank, no bracket, nothing that steers a terminal
_DAY = regex(r"\d{4}-\d\d-\d\d")
_CHECK = regex(r"[a-z0-9_.]{1,100}")
_MOST = 1 << 53  # what every program reads as the same number

OFTEN = 0.05  # of chances taken, at least, for a point to be wanted: with a certainty of 97.5 %
SELDOM = 0.114  # of chances taken, less than that, for one not to be: none of 30


@frozen
class Point:
    """How often people made a point, ``asked``, ``of`` how many chances; and some of the mails."""

    asked: float
    of: float
    ids: tuple[str, ...] = ()


@frozen
class Voice:
    """What a person or a list is known to ask for, learned from mails of those days."""

    address: str
    is_list: bool
    since: str
    until: str
    points: Mapping[str, Point]


@frozen(slots=False)
class Voices:
    """Voices by address, in lower case; ``me`` are the user's own addresses."""

    origin: str
    by_address: Mapping[str, Voice]
    me: frozenset[str] = frozenset()

    def point(self, check: str, addresses: Iterable[str]) -> Point:
        """How often some people together made the point of a check."""
        return _sum(
            self.by_address[each].points.get(check, _NOTHING)
            for each in addresses
            if each in self.by_address
        )

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The lists there are."""
        return tuple(each.address for each in self.by_address.values() if each.is_list)


_NOTHING = Point(0, 0)
NOBODY = Voices("", {})


def verdict(point: Point) -> Confidence | None:
    """What follows of the chances that people had: it may be drafted, is only reported, or nothing.

    By Wilson's interval: few chances tell nothing, and a busy list may have an exception.
    """
    least, most = Share(point.asked, point.of).interval
    if least >= OFTEN:
        return Confidence.HIGH
    return Confidence.LOW if most < SELDOM else None


@cache
def shipped() -> Voices:
    """The table that comes with the program."""
    return _voices(table("voices"))


def read(text: str) -> Voices:
    """A table from the text ``reviewbot learn --reviews`` made.

    Raises:
        ValueError: it is no such table; says why.
    """
    return _voices(toml.parsed(text))


def _voices(data: Mapping[str, Any]) -> Voices:
    unknown = sorted(data.keys() - {"origin", "list", "person"})
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}")
    found = [*_read(data, "list"), *_read(data, "person")]
    twice = [each for each, count in Counter(one.address for one in found).items() if count > 1]
    if twice:
        raise ValueError(f"{twice[0]} is there twice")
    return Voices(_text(data, "origin", ""), {one.address: one for one in found})


def _read(data: Mapping[str, Any], kind: str) -> Iterator[Voice]:
    entries = data.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise ValueError(f"{kind!r} is not a list of tables; write [[{kind}]]")
    for number, entry in enumerate(entries, 1):
        where = f"{kind} {number}"
        toml.only(entry, ("address", "since", "until", "points"), where)
        address = toml.text(entry, "address", where).lower()
        if not _ADDRESS.fullmatch(address):
            raise ValueError(f"{where}: {address!r} is not an address")
        since, until = (toml.text(entry, key, where) for key in ("since", "until"))
        if not (_DAY.fullmatch(since) and _DAY.fullmatch(until)):
            raise ValueError(f"{where}: a day is written 2026-01-31")
        points = entry.get("points", {})
        if not isinstance(points, dict):
            raise ValueError(f"{where}: points is not a table")  # noqa: TRY004  one kind of error for the file
        rows = {check: _point(check, row) for check, row in points.items()}
        yield Voice(address, kind == "list", since, until, rows)


def _point(check: str, row: Any) -> Point:  # noqa: ANN401  of TOML
    """A row ``[asked, of]`` or ``[asked, of, "message-id", ...]``."""
    if not _CHECK.fullmatch(check):
        raise ValueError(f"{check!r} is not the name of a check")
    asked, of, *ids = row if isinstance(row, list) and len(row) > 1 else (-1, -1)
    if not all(type(each) in (int, float) for each in (asked, of)) or not 0 <= asked <= of < _MOST:
        raise ValueError(f"the counts of {check} are not [asked, of]")
    if not all(isinstance(each, str) and _ADDRESS.fullmatch(each) for each in ids):
        raise ValueError(f"the counts of {check} are followed by what is no message-id")
    return Point(asked, of, tuple(ids))


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} {where}is not a text")  # noqa: TRY004  as above
    return value


def _sum(points: Iterable[Point]) -> Point:
    known = [point for point in points if point.of]
    ids = tuple(each for point in known for each in point.ids)
    return Point(sum(point.asked for point in known), sum(point.of for point in known), ids)
