"""The result as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from reviewbot import __version__
from reviewbot.backtest.count import Score, by_check, by_list, by_year, unlooked
from reviewbot.backtest.drawn import KINDS
from reviewbot.backtest.outcome import Outcome
from reviewbot.frozen import frozen
from reviewbot.model.finding import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.backtest.count import Replayed, Tally
    from reviewbot.model.share import Share

SCHEMA = 1
SURE = Confidence.HIGH.name.lower()
_LEGEND = """\
agreed: a person asked for the same at the same place; fixed: gone in the next revision;
ignored: still in the next revision, or applied as it was; the rest is not known.
acted on: agreed and fixed, of those known (95 % interval). wanted: the same, without those that
would be fixed by chance, as lines of the list drawn without looking are. asked: comments of people
that ask for such a thing, anywhere; met: those of them where the check has a finding.
"""


@frozen
class Source:
    """What was replayed: the ``command`` with names of archives, and ``name: N messages`` of each."""

    command: str
    archives: tuple[str, ...]

    @property
    def text(self) -> str:
        """One line of it."""
        return f"reviewbot {__version__}; {'; '.join(self.archives)}"


def text(replayed: Replayed, source: Source) -> str:
    """The tables, for a person; ends in a newline."""
    parts = [
        f"{source.command}\n{source.text}\n{_size(replayed.all)}\n",
        _table("check", by_check(replayed)),
        _table("list", by_list(replayed), recall=False),
        _table("year", by_year(replayed), recall=False),
        "".join(f"{line}\n" for line in chance(replayed)),
        _LEGEND,
    ]
    return "\n".join(part for part in parts if part)


def chance(replayed: Replayed) -> Iterable[str]:
    """How often lines differ in the next revision that were drawn without looking."""
    for kind, share in unlooked(replayed.all).items():
        yield f"Of {share.whole} {KINDS[kind]} drawn without looking, {percent(share)} were changed."


def document(replayed: Replayed, source: Source) -> str:
    """The same for programs; keys are added, never changed or taken away.

    ``sure`` is what became of those findings that a check is sure of.
    """
    tally = replayed.all
    shown = {
        "schema": SCHEMA,
        "reviewbot": __version__,
        "command": source.command,
        "archives": list(source.archives),
        **_counts(replayed),
        "checks": _checks(replayed),
        "lists": [
            {
                "list": name,
                **_counts(replayed.only(name)),
                "checks": _checks(replayed.only(name)),
                "by_chance": _by_chance(one),
            }
            for name, one in replayed.lists.items()
        ],
        "years": [{"year": year, **_outcomes(one)} for year, one in by_year(replayed).items()],
        "by_chance": _by_chance(tally),
    }
    return json.dumps(shown, indent=1) + "\n"


def _counts(replayed: Replayed) -> dict[str, Any]:
    tally = replayed.all
    return {
        "series": tally.series,
        "patches": tally.patches,
        "failures": tally.failures,
        "findings": _outcomes(replayed.score(tally.rows)),
        "sure": _outcomes(replayed.score(row for row in tally.rows if row.confidence == SURE)),
    }


def _checks(replayed: Replayed) -> list[dict[str, Any]]:
    nothing = Score(Counter())
    sure = by_check(replayed, SURE)
    return [
        {"check": name, **_score(one), "sure": _outcomes(sure.get(name, nothing))}
        for name, one in by_check(replayed).items()
    ]


def _by_chance(tally: Tally) -> dict[str, Any]:
    return {kind: _share(share) for kind, share in unlooked(tally).items()}


def percent(share: Share) -> str:
    """``25 %`` of something, ``-`` of nothing."""
    return "-" if share.value is None else f"{share.value:.0%}".replace("%", " %")


def interval(share: Share) -> str:
    """``12-40`` per cent, nothing of nothing."""
    low, high = share.interval
    return f"{low * 100:.0f}-{high * 100:.0f}" if share.whole else ""


def wanted(one: Score) -> str:
    """``18 %`` of those known, ``-`` of nothing."""
    return f"{one.wanted / one.acted.whole:.0%}".replace("%", " %") if one.acted.whole else "-"


def _size(tally: Tally) -> str:
    broken = f", {tally.failures} checks or series failed" if tally.failures else ""
    return f"{tally.series} series, {tally.patches} patches, {len(tally.rows)} findings{broken}"


def _table(what: str, scores: Mapping[str, Score], *, recall: bool = True) -> str:
    """Names to the left, numbers to the right."""
    if not scores:
        return ""
    head = [what, "hits", *(each.value for each in Outcome), "acted on", "", "wanted"]
    rows = [head + (["asked", "met", "recall"] if recall else [])]
    for name, one in scores.items():
        counts = [str(one.outcomes[each.value]) for each in Outcome]
        row = [name, str(one.hits), *counts, percent(one.acted), interval(one.acted)]
        row.append(wanted(one))
        if recall:
            row += [str(one.asked), str(one.met), percent(one.recall)]
        rows.append(row)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(_line(row, widths) for row in rows)


def _line(row: list[str], widths: list[int]) -> str:
    cells = [row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]
    return "  ".join(cells).rstrip() + "\n"


def _score(one: Score) -> dict[str, Any]:
    recall = {"asked": one.asked, "met": one.met, "recall": one.recall.value}
    return {**_outcomes(one), **recall}


def _outcomes(one: Score) -> dict[str, Any]:
    counts = {each.value: one.outcomes[each.value] for each in Outcome}
    return {
        "hits": one.hits,
        **counts,
        "acted_on": _share(one.acted),
        "chance": one.chance,
        "wanted": round(one.wanted, 6),
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    rounded = None if share.value is None else round(share.value, 6)
    return {
        "part": share.part,
        "whole": share.whole,
        "share": rounded,
        "low": round(low, 6),
        "high": round(high, 6),
    }
