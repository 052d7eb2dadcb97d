"""Rows and asked-for comments counted: by check, by list and by year."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reviewbot.backtest.outcome import Outcome
from reviewbot.backtest.rows import Row
from reviewbot.frozen import field, frozen, replace
from reviewbot.model.share import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_BY_CHANCE = (Outcome.FIXED.value, Outcome.IGNORED.value)
_COUNTERS = ("asked", "met", "drawn", "changed")


@frozen
class Score:
    """What became of the findings of one check, one list or one year.

    ``asked`` are the comments of people that ask for such a thing, ``met`` those of them at a
    finding; ``chance`` how many of those fixed and ignored would be fixed if they were lines drawn
    without looking.
    """

    outcomes: Counter[str]
    asked: int = 0
    met: int = 0
    chance: float = 0.0

    @property
    def hits(self) -> int:
        """All findings."""
        return self.outcomes.total()

    @property
    def acted(self) -> Share:
        """Agreed or fixed, of those with a known outcome."""
        agreed, fixed, ignored = (
            self.outcomes[each.value] for each in (Outcome.AGREED, Outcome.FIXED, Outcome.IGNORED)
        )
        return Share(agreed + fixed, agreed + fixed + ignored)

    @property
    def wanted(self) -> float:
        """How many were agreed, or fixed by more than chance.

        Of n places w are fixed since somebody wants it, and of the others the share c that changes
        anyway: f = w + c (n - w), and w = (f - c n) / (1 - c), as W. S. Abbott counted what a
        poison killed beyond what dies anyway (1925).
        """
        fixed, ignored = self.outcomes[Outcome.FIXED.value], self.outcomes[Outcome.IGNORED.value]
        places = fixed + ignored
        beyond = max(0.0, fixed - self.chance) * places / ((places - self.chance) or 1.0)
        return self.outcomes[Outcome.AGREED.value] + beyond

    @property
    def recall(self) -> Share:
        """Comments of people met by a finding."""
        return Share(self.met, self.asked)


@frozen
class Tally:
    """What replaying a piece, or whole archives, came to.

    ``asked`` and ``met`` count comments by check. ``drawn`` and ``changed`` count lines drawn
    without looking, as a measure for the fix rate: by kind (``code``, ``log``), all of them and
    those that differed in the next revision. ``unread`` are the blobs of messages that could not be
    read, by archive; ``fault`` says why no result was kept.
    """

    rows: tuple[Row, ...] = ()
    series: int = 0
    patches: int = 0
    failures: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    drawn: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fault: str = ""


def total(tallies: Iterable[Tally]) -> Tally:
    """Merge tallies; rows keep their order."""
    rows: list[Row] = []
    series = patches = failures = 0
    asked, met, drawn, changed = (Counter[str]() for _ in range(4))
    unread: dict[str, tuple[str, ...]] = {}
    fault = ""
    for one in tallies:
        rows += one.rows
        series += one.series
        patches += one.patches
        failures += one.failures
        asked += one.asked
        met += one.met
        drawn += one.drawn
        changed += one.changed
        fault = fault or one.fault
        for archive, ids in one.unread.items():
            unread[archive] = (*unread.get(archive, ()), *ids)
    return Tally(tuple(rows), series, patches, failures, asked, met, drawn, changed, unread, fault)


def to_json(tally: Tally) -> dict[str, Any]:
    """The tally of a thread as ``json`` can write it."""
    return {
        "rows": [astuple(row) for row in tally.rows],
        "series": tally.series,
        "patches": tally.patches,
        "failures": tally.failures,
        **{name: getattr(tally, name) for name in _COUNTERS},
    }


def from_json(told: Mapping[str, Any]) -> Tally:
    """The tally again."""
    rows = tuple(Row(*row) for row in told["rows"])
    asked, met, drawn, changed = (Counter[str](told[name]) for name in _COUNTERS)
    return Tally(
        rows, told["series"], told["patches"], told["failures"], asked, met, drawn, changed
    )


@frozen(slots=False)
class Replayed:
    """What replaying archives came to: ``lists`` by the name of the archive."""

    lists: Mapping[str, Tally]

    @cached_property
    def all(self) -> Tally:
        """The lists as one: of a mail that was sent to several the findings count once."""
        tally = total(self.lists.values())
        rows: dict[tuple[str, str, int], Row] = {}
        for row in tally.rows:
            key = (row.message_id, row.check, row.body_line)
            if key not in rows or rows[key].outcome == Outcome.UNKNOWN.value:
                rows[key] = row
        return replace(tally, rows=tuple(rows.values()))

    @cached_property
    def apart(self) -> Replayed:
        """The lists, each finding with one of those that its mail was sent to."""
        once = frozenset(self.all.rows)
        return Replayed(
            {
                name: replace(tally, rows=tuple(row for row in tally.rows if row in once))
                for name, tally in self.lists.items()
            }
        )

    def only(self, name: str) -> Replayed:
        """One of the lists."""
        return Replayed({name: self.lists[name]})

    @cached_property
    def _bases(self) -> Mapping[tuple[str, str], float]:
        return {
            (row, kind): share.value or 0.0
            for tally in self.lists.values()
            for row in {row.archive for row in tally.rows}
            for kind, share in unlooked(tally).items()
        }

    def score(self, rows: Iterable[Row], asked: int = 0, met: int = 0) -> Score:
        """What became of some findings."""
        outcomes, chance = Counter[str](), 0.0
        for row in rows:
            outcomes[row.outcome] += 1
            if row.outcome in _BY_CHANCE:
                chance += self._bases.get((row.archive, row.kind), 0.0)
        return Score(outcomes, asked, met, round(chance, 6))


def by_check(replayed: Replayed, confidence: str | None = None) -> dict[str, Score]:
    """The score of each check with a finding or a comment, by name; of one confidence, or all."""
    tally = replayed.all
    rows: dict[str, list[Row]] = {name: [] for name in tally.asked}
    for row in tally.rows:
        if confidence in (None, row.confidence):
            rows.setdefault(row.check, []).append(row)
    return {
        name: replayed.score(rows[name], tally.asked[name], tally.met[name])
        for name in sorted(rows)
    }


def by_list(replayed: Replayed, confidence: str | None = None) -> dict[str, Score]:
    """The score of each list, in the order given; of one confidence, or all."""
    return {
        name: replayed.score(row for row in tally.rows if confidence in (None, row.confidence))
        for name, tally in replayed.lists.items()
    }


def by_year(replayed: Replayed) -> dict[str, Score]:
    """The score of each year with a finding, in order."""
    rows: dict[str, list[Row]] = {}
    for row in replayed.all.rows:
        rows.setdefault(row.year or "undated", []).append(row)
    return {year: replayed.score(rows[year]) for year in sorted(rows)}


def unlooked(tally: Tally) -> dict[str, Share]:
    """The share of lines just drawn that differed in the next revision, by kind of line."""
    return {kind: Share(tally.changed[kind], tally.drawn[kind]) for kind in sorted(tally.drawn)}
