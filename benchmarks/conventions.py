"""What became of findings, by how much the code around keeps the convention they go by.

    reviewbot backtest ARCHIVE... --tree TREE --rows rows.csv
    python benchmarks/conventions.py [--by-list] [--but ARCHIVE]... [--table conventions.toml] rows.csv...

For each convention, and for each share of places that keep it where the finding stands: how many
findings there are of which it is known what became, and on how many of them people acted: they asked
for the same, or the next revision has it. Findings of files of which nothing is known come last.

The bounds in ``habits.toml`` follow. ``ask``: the highest bound below which people acted on less than
one in ten, of 20 or more; none where they acted on more below 30 %, of ten or more; 30 % where too few are
known: what two thirds of the places do otherwise is nobody's convention. ``draft``: the lowest bound from
there on above which they acted on three in ten, of ten or more, and half as often again as below it, or
fewer than ten are known below.
An archive whose people ask for most of it
whatever the code does, which their voice tells, says nothing about the code: ``--but``.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.registry import all_checks
from reviewbot.knowledge.conventions import Conventions, read, shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

BOUNDS = (0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)  # upper ones of the bins; the last bin has the rest
NOWHERE = "unknown"
BINS = (*(f"< {bound:.0%}" for bound in BOUNDS), f">= {BOUNDS[-1]:.0%}")
FEW, ENOUGH = 10, 20  # findings of which it is known what became
CHANCE, WANTED, MORE = 0.1, 0.3, 1.5
LEAST = 0.3  # to ask

Counts = Counter[tuple[str, str, str, str]]  # by convention, archive, bin and outcome


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--by-list", action="store_true", help="a line for each archive as well")
    parser.add_argument("--but", action="append", default=[], help="leave out this archive")
    parser.add_argument("--table", type=Path, help="conventions.toml (default: the shipped one)")
    options = parser.parse_args()
    table = read(options.table.read_text()) if options.table else shipped()
    conventions = {check.name: check.convention for check in all_checks() if check.convention}
    counts = Counts()
    for path in options.rows:
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                name = conventions.get(row["check"])
                if name and row["path"] and row["archive"] not in options.but:
                    where = share_bin(name, row["path"], table)
                    archives = ("all", row["archive"]) if options.by_list else ("all",)
                    for archive in archives:
                        counts[name, archive, where, row["outcome"]] += 1
    show(counts)


def share_bin(name: str, path: str, table: Conventions) -> str:
    """The share around a file, as the bin it is in."""
    kept = table.near(name, path)
    if kept is None:
        return NOWHERE
    return next(
        (label for label, bound in zip(BINS, BOUNDS, strict=False) if kept.share < bound), BINS[-1]
    )


def acted(counts: Counts, name: str, archive: str, bins: Iterable[str]) -> tuple[int, int, int]:
    """Of the findings in these bins: those acted on, those known, those that people asked for."""
    agreed, fixed, ignored = (
        sum(counts[name, archive, each, outcome] for each in bins)
        for outcome in ("agreed", "fixed", "ignored")
    )
    return agreed + fixed, agreed + fixed + ignored, agreed


def bounds(counts: Counts, name: str) -> tuple[float, float | None]:
    """The shares from which on it is asked, and drafted."""
    ask = 0.0
    for number, bound in enumerate(BOUNDS, 1):
        good, known, _ = acted(counts, name, "all", BINS[:number])
        is_wanted = known >= FEW and good >= CHANCE * known
        is_unknown = known < ENOUGH and bound <= LEAST and not is_wanted
        if (known >= ENOUGH and not is_wanted) or is_unknown:
            ask = bound
    for number, bound in enumerate(BOUNDS, 1):
        good, known, _ = acted(counts, name, "all", BINS[number:])
        below, others, _ = acted(counts, name, "all", BINS[:number])
        is_wanted = known >= FEW and good >= WANTED * known
        is_more = others < FEW or good * others >= MORE * below * known
        if bound >= ask and is_wanted and is_more:
            return ask, bound
    return ask, None


def show(counts: Counts) -> None:
    """Print the counts: known, asked by people, acted on."""
    bins = (*BINS, NOWHERE)
    print("| convention | archive |", " | ".join(bins), "| ask | draft |")
    print("|--|--|" + "--|" * (len(bins) + 2))
    for name, archive in sorted({(name, archive) for name, archive, *_ in counts}):
        cells = []
        for each in bins:
            good, known, agreed = acted(counts, name, archive, [each])
            cells.append(f"{good / known:.0%} of {known}, {agreed}" if known else "")
        ask, draft = bounds(counts, name)
        cells += [f"{ask:.0%}", f"{draft:.0%}" if draft else ""] if archive == "all" else ["", ""]
        print(f"| {name} | {archive} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
