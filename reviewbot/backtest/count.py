"""Rows and asked-for comments counted: by check, and by year."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, field
from typing import TYPE_CHECKING, Any

from reviewbot.backtest.outcome import Outcome
from reviewbot.backtest.rows import Row
from reviewbot.frozen import frozen
from reviewbot.model.share import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_COUNTERS = ("asked", "met", "drawn", "changed")


@frozen
class Score:
    """What became of the findings of one check, or of one year.

    ``asked`` are the comments of people that ask for such a thing, ``met`` those of them at a
    finding.
    """

    outcomes: Counter[str]
    asked: int = 0
    met: int = 0

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


def by_check(tally: Tally, confidence: str | None = None) -> dict[str, Score]:
    """The score of each check with a finding or a comment, by name; of one confidence, or all."""
    outcomes: dict[str, Counter[str]] = {name: Counter() for name in sorted(tally.asked)}
    for row in tally.rows:
        if confidence in (None, row.confidence):
            outcomes.setdefault(row.check, Counter())[row.outcome] += 1
    return {
        name: Score(outcomes[name], tally.asked[name], tally.met[name]) for name in sorted(outcomes)
    }


def by_year(tally: Tally) -> dict[str, Score]:
    """The score of each year with a finding, in order."""
    outcomes: dict[str, Counter[str]] = {}
    for row in tally.rows:
        outcomes.setdefault(row.year or "undated", Counter())[row.outcome] += 1
    return {year: Score(outcomes[year]) for year in sorted(outcomes)}


def unlooked(tally: Tally) -> dict[str, Share]:
    """By kind of line, the share that differed in the next revision of lines just drawn."""
    return {kind: Share(tally.changed[kind], tally.drawn[kind]) for kind in sorted(tally.drawn)}
