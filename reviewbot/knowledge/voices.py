"""The table of who asks for what, ``voices.toml``: counts of people and lists, by check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from reviewbot import toml
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.model.finding import Confidence
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    _Points = Callable[[Mapping[str, Any]], Mapping[str, "Point"]]

_ADDRESS = regex(r"[!-;=?-~]{1,320}")  # no blank, no bracket, nothing that steers a terminal
_DAY = regex(r"\d{4}-\d\d-\d\d")
_CHECK = regex(r"[a-z0-9_.]{1,100}")
_MOST = 1 << 53  # what every program reads as the same number

# benchmarks/README.md tells how these were chosen
OF_LISTS, OF_PEOPLE = 20, 10  # chances that what is expected before stands for
SEVERAL = 3  # lists: of fewer none is left out
FAMILY = 1  # chances taken, of other checks of a family, that what is expected of them stands for
OFTEN, OFTEN_OF_PEOPLE = 0.04, 0.10  # of the chances taken: from there on it may be drafted
SELDOM = 0.03  # less than that, and it is only reported
LATE, OF_LATE = 4, 1 / 3  # from that revision on it counts so much less to be drafted
INSIST = (
    2  # times as often as that: it is drafted even where its check, the code or a tier would ask
)
INSIST_AGAINST = (
    3  # the same, where readers would not have sent much of it, or the code around is against
)


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
    """Voices by address, in lower case; ``me`` are the user's own addresses.

    ``usual`` is the share of all their chances that lists take, whatever the check.
    """

    origin: str
    by_address: Mapping[str, Voice]
    me: frozenset[str] = frozenset()
    usual: float = 0.0

    def point(self, check: str, addresses: Iterable[str]) -> Point:
        """How often some people together made the point of a check."""
        return _sum(
            self.by_address[each].points.get(check, _NOTHING)
            for each in addresses
            if each in self.by_address
        )

    def expected(self, check: str, lists: Iterable[str] = (), *people: Iterable[str]) -> float:
        """The share of their chances that people are expected to take.

        Of all checks, then of this one on all lists, on theirs, and of people, the nearest last: each
        one's own chances are added to what is expected before, which stands for some chances itself.
        """
        share = self._of_lists(check, lists)
        for addresses in people:
            share *= self._leaning(check, lists, addresses)
            share = _added(self.point(check, addresses), share, OF_PEOPLE)
        return share

    def _of_lists(self, check: str, lists: Iterable[str]) -> float:
        share, lists = self.usual, tuple(lists)
        for addresses in (self.lists if lists else self._calm(check), lists):
            share = _added(self.point(check, addresses), share, OF_LISTS)
        return share

    def _calm(self, check: str) -> tuple[str, ...]:
        """All lists but the one that made the point most often: that tells nothing of others."""
        if len(self.lists) < SEVERAL:
            return self.lists
        insistent = max(self.lists, key=lambda each: self.point(check, (each,)).asked, default="")
        return tuple(each for each in self.lists if each != insistent)

    def _leaning(self, check: str, lists: Iterable[str], people: Iterable[str]) -> float:
        """How much less than their lists people say of what else the family of a check tells.

        Who never made a point about bindings in many chances will not make another one either.
        """
        lists, family = tuple(lists), f"{check.partition('.')[0]}."
        asked = expected = 0.0
        for voice in (self.by_address[each] for each in people if each in self.by_address):
            for name, point in voice.points.items():
                if name.startswith(family) and name != check:
                    asked += point.asked
                    expected += point.of * self._of_lists(name, lists)
        return min((asked + FAMILY) / (expected + FAMILY), 1.0)

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The lists there are."""
        return tuple(each.address for each in self.by_address.values() if each.is_list)


def _added(point: Point, share: float, chances: int) -> float:
    return (point.asked + chances * share) / (point.of + chances)


_NOTHING = Point(0, 0)
NOBODY = Voices("", {})


def is_address(text: str) -> bool:
    """Whether it can be an address, or a message-id, in a table."""
    return bool(_ADDRESS.fullmatch(text))


def verdict(share: float, often: float = OFTEN) -> Confidence | None:
    """What follows of that share: it may be drafted, is only reported, or nothing."""
    if share >= often:
        return Confidence.HIGH
    return Confidence.LOW if share < SELDOM else None


@cache
def shipped() -> Voices:
    """The table that comes with the program."""
    return _voices(table("voices"), _Trusted)


def read(text: str) -> Voices:
    """A table from the text ``reviewbot learn --reviews`` made.

    Raises:
        ValueError: it is no such table; says why.
    """
    return _voices(toml.parsed(text), _checked)


class _Trusted(Mapping[str, Point]):
    """The points of rows of our own, each made when it is asked for: most starts need none."""

    def __init__(self, rows: Mapping[str, Any]) -> None:
        self._rows = rows

    def __getitem__(self, check: str) -> Point:
        return Point(*self._rows[check])

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _checked(rows: Mapping[str, Any]) -> Mapping[str, Point]:
    return {check: _point(check, row) for check, row in rows.items()}


def _voices(data: Mapping[str, Any], points: _Points) -> Voices:
    unknown = sorted(data.keys() - {"origin", "usual", "list", "person"})
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}")
    found = [*_read(data, "list", points), *_read(data, "person", points)]
    twice = [each for each, count in Counter(one.address for one in found).items() if count > 1]
    if twice:
        raise ValueError(f"{twice[0]} is there twice")
    usual = data.get("usual", 0.0)
    if type(usual) not in (int, float) or not 0 <= usual <= 1:
        raise ValueError("usual is not a share")
    return Voices(_text(data, "origin", ""), {one.address: one for one in found}, usual=usual)


def _read(data: Mapping[str, Any], kind: str, points: _Points) -> Iterator[Voice]:
    entries = data.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
        raise ValueError(f"{kind!r} is not a list of tables; write [[{kind}]]")
    for number, entry in enumerate(entries, 1):
        where = f"{kind} {number}"
        toml.only(entry, ("address", "since", "until", "points"), where)
        address = toml.text(entry, "address", where).lower()
        if not is_address(address):
            raise ValueError(f"{where}: {address!r} is not an address")
        since, until = (toml.text(entry, key, where) for key in ("since", "until"))
        if not (_DAY.fullmatch(since) and _DAY.fullmatch(until)):
            raise ValueError(f"{where}: a day is written 2026-01-31")
        rows = entry.get("points", {})
        if not isinstance(rows, dict):
            raise ValueError(f"{where}: points is not a table")  # noqa: TRY004  one kind of error for the file
        yield Voice(address, kind == "list", since, until, points(rows))


def _point(check: str, row: Any) -> Point:  # noqa: ANN401  of TOML
    """A row ``[asked, of]`` or ``[asked, of, "message-id", ...]``."""
    if not _CHECK.fullmatch(check):
        raise ValueError(f"{check!r} is not the name of a check")
    asked, of, *ids = row if isinstance(row, list) and len(row) > 1 else (-1, -1)
    if not all(type(each) in (int, float) for each in (asked, of)) or not 0 <= asked <= of < _MOST:
        raise ValueError(f"the counts of {check} are not [asked, of]")
    if not all(isinstance(each, str) and is_address(each) for each in ids):
        raise ValueError(f"the counts of {check} are followed by what is no message-id")
    return Point(asked, of, tuple(ids))


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} {where}is not a text")  # noqa: TRY004  as above
    return value


def usual_of(voices: Iterable[Voice]) -> float:
    """The share of all their chances that the lists among these took."""
    whole = _sum(point for one in voices if one.is_list for point in one.points.values())
    return whole.asked / whole.of if whole.of else 0.0


def _sum(points: Iterable[Point]) -> Point:
    known = [point for point in points if point.of]
    ids = tuple(each for point in known for each in point.ids)
    return Point(sum(point.asked for point in known), sum(point.of for point in known), ids)
