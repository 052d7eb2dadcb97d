"""What became of the findings of each check, written to its page.

    reviewbot backtest linux-leds.git linux-iio.git... --format json > lists.json
    python benchmarks/outcomes.py lists.json

The section ``Replayed`` of each page has a row a list and one of all: what the check is sure of, and in
brackets what it asks besides; how many of them a person asked for (agreed), were gone in the next
revision (fixed), or still there (ignored); and of what it is sure of the share acted on, and the share
wanted: without those that would be fixed by chance. *Met* are the comments of people that ask for such a
thing at whose place it has a finding, of all of them. With ``--lists`` it prints the same of each list.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewbot.checks.pages import cases_root
from reviewbot.checks.registry import all_checks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HEAD = (
    "| list | hits | agreed | fixed | ignored | acted on | wanted | met |",
    "|---|---|---|---|---|---|---|---|",
)
KNOWN = ("agreed", "fixed", "ignored")
COUNTS = ("hits", *KNOWN)


def main() -> None:
    """Write the section of each check of ours, or print the table of the lists."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("--lists", action="store_true", help="print a table of the lists instead")
    options = parser.parse_args()
    report = json.loads(options.report.read_bytes())
    if options.lists:
        print("\n".join((*HEAD, *(whole(one) for one in (*report["lists"], report)))))
        return
    for check in all_checks():
        page = cases_root() / f"{check.name.replace('.', '/')}.md"
        if page.is_file():
            write(page, list(table(check.name, report)))


def table(name: str, report: Mapping[str, Any]) -> Iterator[str]:
    """The rows of a check, one a list on which it said something, and one of all."""
    of_lists = [(label(one), entry) for one in report["lists"] for entry in entries(name, one)]
    for at, entry in of_lists:
        yield row(at, Counter(entry["sure"]), Counter(plain(entry)))
    if len(of_lists) > 1:
        for entry in entries(name, report):
            yield row("all", Counter(entry["sure"]), Counter(plain(entry)))


def entries(name: str, report: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What is told of a check that said something."""
    return (one for one in report["checks"] if one["check"] == name and one["hits"])


def plain(entry: Mapping[str, Any]) -> dict[str, float]:
    """Its counts alone."""
    return {key: entry.get(key, 0) for key in (*COUNTS, "wanted", "asked", "met")}


def whole(report: Mapping[str, Any]) -> str:
    """The row of a list, or of all."""
    met = Counter({key: sum(one[key] for one in report["checks"]) for key in ("asked", "met")})
    return row(label(report), Counter(report["sure"]), Counter(plain(report["findings"])) + met)


def label(report: Mapping[str, Any]) -> str:
    """What to call it."""
    return str(report.get("list", "all")).removesuffix(".git")


def row(label: str, sure: Counter[str], every: Counter[str]) -> str:
    """One row; in brackets what was only asked."""
    counts = []
    for key in COUNTS:
        rest = every[key] - sure[key]
        counts.append(f"{sure[key]} (+{rest})" if rest else f"{sure[key]}")
    known = sum(sure[key] for key in KNOWN)
    shares = [share(sure["agreed"] + sure["fixed"], known), share(sure["wanted"], known)]
    met = f"{every['met']} of {every['asked']}" if every["asked"] else "–"
    return f"| {' | '.join((label, *counts, *shares, met))} |"


def share(part: float, of: int) -> str:
    """A percentage; a dash of nothing."""
    return f"{100 * part / of:.0f} %" if of else "–"


def write(page: Path, rows: Sequence[str]) -> None:
    """Put the section at the end of a page, in the place of an older one."""
    text = page.read_text(encoding="utf-8").partition("\n## Replayed\n")[0]
    section = "\n".join(("", "## Replayed", "", *HEAD, *rows, "")) if rows else ""
    page.write_text(text + section, encoding="utf-8")


if __name__ == "__main__":
    main()
