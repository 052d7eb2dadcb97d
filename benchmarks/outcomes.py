"""What became of the findings of each check, written to its page.

    reviewbot backtest linux-leds.git --format json > linux-leds.json     for each list
    python benchmarks/outcomes.py linux-leds.json...

The section ``Replayed`` of each page has a row a list and one of all: what is drafted, and in
brackets what is asked besides; how many of them a person asked for (agreed), were gone in the next
revision (fixed), or still there (ignored); the share acted on; and how many lines drawn without
looking differed there (by chance). The name of a file is that of its list.
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
    "| list | hits | agreed | fixed | ignored | acted on | by chance |",
    "|---|---|---|---|---|---|---|",
)
KNOWN = ("agreed", "fixed", "ignored")
COUNTS = ("hits", *KNOWN)


def main() -> None:
    """Write the section of each check of ours that said anything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("reports", nargs="+", type=Path)
    reports = {path.stem: json.loads(path.read_bytes()) for path in parser.parse_args().reports}
    for check in all_checks():
        rows = list(table(check.name, reports))
        page = cases_root() / f"{check.name.replace('.', '/')}.md"
        if page.is_file():
            write(page, rows)


def table(name: str, reports: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The rows of a check, one a list on which it said something, and one of all."""
    drafted, asked, drawn = Counter[str](), Counter[str](), Counter[str]()
    rows: list[str] = []
    for label, report in reports.items():
        found = next((one for one in report["checks"] if one["check"] == name), None)
        if found is None or not found["hits"]:
            continue
        sure = Counter({key: found["sure"][key] for key in COUNTS})
        rest = Counter({key: found[key] - sure[key] for key in COUNTS})
        code = report["by_chance"].get("code", {"part": 0, "whole": 0})
        chance = Counter({"part": code["part"], "whole": code["whole"]})
        rows.append(row(label, sure, rest, chance))
        drafted += sure
        asked += rest
        drawn += chance
    yield from rows
    if len(rows) > 1:
        yield row("all", drafted, asked, drawn)


def row(label: str, sure: Counter[str], rest: Counter[str], chance: Counter[str]) -> str:
    """One row; in brackets what was only asked."""
    cells = [f"{sure[key]} (+{rest[key]})" if rest[key] else f"{sure[key]}" for key in COUNTS]
    shares = [share(counts["agreed"] + counts["fixed"], known(counts)) for counts in (sure, rest)]
    acted = f"{shares[0]} ({shares[1]})" if known(rest) else shares[0]
    return f"| {label} | {' | '.join(cells)} | {acted} | {share(chance['part'], chance['whole'])} |"


def known(counts: Counter[str]) -> int:
    """How many there are of which the outcome is known."""
    return sum(counts[key] for key in KNOWN)


def share(part: int, whole: int) -> str:
    """A percentage; a dash of nothing."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def write(page: Path, rows: Sequence[str]) -> None:
    """Put the section at the end of a page, in the place of an older one."""
    text = page.read_text(encoding="utf-8").partition("\n## Replayed\n")[0]
    section = "\n".join(("", "## Replayed", "", *HEAD, *rows, "")) if rows else ""
    page.write_text(text + section, encoding="utf-8")


if __name__ == "__main__":
    main()
