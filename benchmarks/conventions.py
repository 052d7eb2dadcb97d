"""What became of findings, by how much the code around keeps the convention they go by.

    reviewbot backtest ARCHIVE... --tree TREE --rows rows.csv
    python benchmarks/conventions.py [--by-list] [--table conventions.toml] rows.csv...

For each convention, and for each share of places that keep it where the finding stands: how many
findings there are of which it is known what became, and on how many of them people acted: they asked
for the same, or the next revision has it. Findings of files of which nothing is known come last.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from reviewbot.checks.registry import all_checks
from reviewbot.knowledge.conventions import Conventions, read, shipped

BOUNDS = (0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)  # upper ones of the bins; the last bin has the rest
NOWHERE = "unknown"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--by-list", action="store_true", help="a line for each archive as well")
    parser.add_argument("--table", type=Path, help="conventions.toml (default: the shipped one)")
    options = parser.parse_args()
    table = read(options.table.read_text()) if options.table else shipped()
    conventions = {check.name: check.convention for check in all_checks() if check.convention}
    counts = Counter[tuple[str, str, str, str]]()
    for path in options.rows:
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                name = conventions.get(row["check"])
                if name and row["path"]:
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
    upper = next((bound for bound in BOUNDS if kept.share < bound), 1.0)
    return f"< {upper:.0%}" if upper < 1 else f">= {BOUNDS[-1]:.0%}"


def show(counts: Counter[tuple[str, str, str, str]]) -> None:
    """Print the counts: known, asked by people, acted on."""
    bins = (*(f"< {bound:.0%}" for bound in BOUNDS), f">= {BOUNDS[-1]:.0%}", NOWHERE)
    print("| convention | archive |", " | ".join(bins), "|")
    print("|--|--|" + "--|" * len(bins))
    for name, archive in sorted({(name, archive) for name, archive, *_ in counts}):
        cells = []
        for each in bins:
            agreed, fixed, ignored = (
                counts[name, archive, each, outcome] for outcome in ("agreed", "fixed", "ignored")
            )
            known = agreed + fixed + ignored
            cells.append(
                f"{(agreed + fixed) / known:.0%} of {known}, {agreed} asked" if known else ""
            )
        print(f"| {name} | {archive} |", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
