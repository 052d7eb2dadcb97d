"""How the series of archives come together: a table, and a sample to check by hand.

python benchmarks/series.py [--sample 50] [--seed 1] ARCHIVE...
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.thread.series import read_thread
from threads import threads

if TYPE_CHECKING:
    from reviewbot.model.series import Series


def kinds(series: Series) -> list[str]:
    """The rows of the table a series counts in."""
    quotes = [patch.quote for patch in series.patches if patch.quote]
    rows = ["single patch" if series.expected == 1 else "of several patches"]
    if series.expected > 1:
        rows.append(
            "cover only" if not series.patches else "incomplete" if series.missing else "complete"
        )
    if any(patch.subject.revision < series.revision for patch in series.patches):
        rows.append("partial re-roll")
    if quotes:
        rows.append("recovered" if all(q.is_whole for q in quotes) else "recovered in part")
    return rows


def show(series: Series) -> None:
    """A series, mail by mail."""
    print(f"\n{series.title} v{series.revision}: {series.expected}, missing {series.missing}")
    for mail in series.mails:
        origin = f" quoted in {mail.answer_to.message_id}" if mail.quote else ""
        print(f"  {mail.message.date}  {mail.message.message_id}  {mail.message.subject}{origin}")


def main() -> None:
    """Print the table of each archive, then the sample."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    worth_reading: list[Series] = []
    for archive in options.archives:
        table: Counter[str] = Counter()
        for raws in threads([archive]):
            thread = read_thread(raws)
            for series in thread.series:
                table.update(kinds(series))
                if series.expected > 1 or any(patch.quote for patch in series.patches):
                    worth_reading.append(series)
            table.update(f"defect: {defect.kind}" for defect in thread.defects)
        print(archive.name)
        for row, count in sorted(table.items()):
            print(f"  {count:6}  {row}")
    chosen = random.Random(options.seed).sample(worth_reading, options.sample)  # noqa: S311  a sample
    for series in chosen:
        show(series)


if __name__ == "__main__":
    main()
