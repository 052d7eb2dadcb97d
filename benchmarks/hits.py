"""List what checks say of every patch of archives, for counting and for reading by hand.

    python benchmarks/hits.py [--check NAME]... [--context N] [--sample N] EPOCH_OR_BUNDLE...

Each hit is shown with the lines around it; a count per check and confidence closes the list.
``--sample N`` shows N hits of each check picked evenly over the archives, and still counts all.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.fetch.epoch import raw_messages
from reviewbot.model.series import Series
from reviewbot.thread.messages import read_message
from reviewbot.thread.series import read_post

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch


def alone(mail: Patch) -> Series:
    """A series of this one mail."""
    cover = mail if mail.subject.index == 0 else None
    patches = () if cover else (mail,)
    return Series(mail.subject.title, mail.subject.revision, mail.subject.is_rfc, cover, patches, 1)


def show(finding: Finding, mail: Patch, around: int) -> str:
    """One hit with its surroundings, marked."""
    lines = mail.message.lines
    first = max(1, finding.body_line - around)
    last = min(len(lines), finding.body_line + max(2, around // 3))
    quoted = "\n".join(
        f"{'>>' if number == finding.body_line else '  '} {lines[number - 1]}"
        for number in range(first, last + 1)
    )
    head = f"== {finding.check} {finding.confidence.name} {dict(finding.facts)}"
    place = f"   {mail.message.message_id}  {mail.message.subject}  {finding.path or ''}"
    return f"{head}\n{place}\n{quoted}\n"


def main() -> None:
    """Run, list, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--check", action="append", default=[])
    parser.add_argument("--context", type=int, default=10)
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    checks = select(options.check)
    hits: dict[str, list[str]] = defaultdict(list)
    counts: Counter[tuple[str, str]] = Counter()
    posts = 0
    for archive in options.archives:
        for raw in raw_messages(archive):
            message, _ = read_message(raw)
            mail, _ = read_post(message)
            if mail is None:
                continue
            posts += 1
            result = run([alone(mail)], checks)
            for failure in result.failures:
                print("FAILED", failure)
            for finding in result.findings:
                counts[finding.check, finding.confidence.name] += 1
                hits[finding.check].append(show(finding, mail, options.context))
    for check in sorted(hits):
        listed = hits[check]
        step = max(1, len(listed) // options.sample) if options.sample else 1
        print("\n".join(listed[::step]))
    print(f"{posts} covers and patches")
    for (check, confidence), count in sorted(counts.items()):
        print(f"{count:6} {check} {confidence}")


if __name__ == "__main__":
    main()
