"""What people said, over archives: comments read, findings already raised, comments not addressed.

    python benchmarks/said.py comments ARCHIVE...       counts; --show N random ones to read
    python benchmarks/said.py raised ARCHIVE...         findings of all checks that a comment raises
    python benchmarks/said.py unaddressed ARCHIVE...    what review.not_addressed says

Threads as benchmarks/threads.py makes them, of the years --since to --until. Without a tree.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.already_said import mark_already_said
from reviewbot.checks.pages import how_asked
from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.thread.prior import prior_of
from reviewbot.thread.replies import read_comments
from reviewbot.thread.series import read_thread
from threads import SINCE, UNTIL, threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reviewbot.model.comment import Comment
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series
    from reviewbot.thread.thread import Thread

UNADDRESSED = "review.not_addressed"
AROUND = 4  # lines shown on each side of a place


def main() -> None:
    """Count, and show what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("comments", "raised", "unaddressed"))
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--since", type=int, default=SINCE)
    parser.add_argument("--until", type=int, default=UNTIL)
    parser.add_argument("--show", type=int, default=50)
    options = parser.parse_args()
    found = (read_thread(raws) for raws in threads(options.archives, options.since, options.until))
    shown, counts = _COUNT[options.what](found)
    chance = random.Random(1)  # noqa: S311  the same sample in every run
    for text in chance.sample(shown, min(options.show, len(shown))):
        print(text)
    for name, count in sorted(counts.items()):
        print(f"{count:7} {name}")


def comments(found: Iterable[Thread]) -> tuple[list[str], Counter[str]]:
    """All comments, those that quote something of the patch to be read."""
    shown: list[str] = []
    counts: Counter[str] = Counter()
    for thread in found:
        mails = _mails(thread)
        said = read_comments(thread)
        counts["covers and patches"] += len(mails)
        counts["other mails"] += len(thread.messages) - len(mails)
        counts["replies with comments"] += len({one.message.message_id for one in said})
        counts["comments"] += len(said)
        counts["comments at a line"] += sum(one.at > 0 for one in said)
        counts["comments answered"] += sum(one.answered for one in said)
        shown += [_shown(one, mails) for one in said if one.at]
    return shown, counts


def raised(found: Iterable[Thread]) -> tuple[list[str], Counter[str]]:
    """Findings with the comment that raised them."""
    checks = tuple(check for check in select([]) if check.name != UNADDRESSED)
    shown: list[str] = []
    counts: Counter[str] = Counter()
    for thread in found:
        mails = _mails(thread)
        for series in thread.series:
            before = prior_of(thread, series)
            findings = run([series], checks, prior=_always(before)).findings
            counts["findings"] += len(findings)
            said = {comment.message.message_id: comment for comment in before.comments}
            for one in mark_already_said(findings, [series], how_asked(checks), _always(before)):
                if one.raised_by:
                    counts["raised"] += 1
                    counts[f"raised {one.check}"] += 1
                    replied = [c for c in before.comments if c.message.message_id == one.raised_by]
                    texts = [_shown(comment, mails) for comment in replied]
                    shown.append(_finding(one, mails) + "".join(texts))
            counts["series with comments"] += bool(said)
    return shown, counts


def unaddressed(found: Iterable[Thread]) -> tuple[list[str], Counter[str]]:
    """What the check of that name says."""
    checks = select([UNADDRESSED])
    shown: list[str] = []
    counts: Counter[str] = Counter()
    for thread in found:
        mails = _mails(thread)
        for series in thread.series:
            before = prior_of(thread, series)
            counts["revisions with an earlier one"] += bool(before.earlier)
            for one in run([series], checks, prior=_always(before)).findings:
                counts[f"{UNADDRESSED} {one.confidence.name}"] += 1
                shown.append(_finding(one, mails))
    return shown, counts


_COUNT = {"comments": comments, "raised": raised, "unaddressed": unaddressed}


def _always(prior: Prior) -> Callable[[Series], Prior]:
    return lambda _series: prior


def _mails(thread: Thread) -> dict[str, Patch]:
    return {mail.message.message_id: mail for one in thread.series for mail in one.mails}


def _finding(finding: Finding, mails: Mapping[str, Patch]) -> str:
    mail = mails[finding.message_id]
    head = f"== {finding.check} {finding.confidence.name} {dict(finding.facts)}"
    place = f"   {finding.message_id}  {mail.message.subject}  raised by {finding.raised_by}"
    return f"{head}\n{place}\n{_around(mail.message.lines, finding.body_line)}"


def _shown(comment: Comment, mails: Mapping[str, Patch]) -> str:
    message = comment.message
    head = f"-- {message.message_id} {message.author.name} on {mails[comment.on].subject.text}"
    place = _around(mails[comment.on].message.lines, comment.at) if comment.at else ""
    return f"{head}, answered: {comment.answered}\n{place}{comment.text}\n"


def _around(lines: tuple[str, ...], at: int) -> str:
    first, last = max(1, at - AROUND), min(len(lines), at + 2)
    return "".join(
        f"{'>>' if number == at else '  '} {lines[number - 1]}\n"
        for number in range(first, last + 1)
    )


if __name__ == "__main__":
    main()
