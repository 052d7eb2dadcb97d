"""List what checks say of every patch of archives, for counting and for reading by hand.

    python benchmarks/hits.py [--check NAME]... [--context N] [--sample N]
                              [--threads [--since YEAR]] [--tree PATH [--with NAME]...] ARCHIVE...

Each hit is shown with the lines around it; a count per check and confidence closes the list.
``--sample N`` shows N hits of each check picked evenly over the archives, and still counts all.
``--threads`` is for checks that look at a whole series or at what came before it: it reads the
threads since 2022, or another year (``threads.py``); without it every mail is a series of its own.
``--tree`` shows whole files to the checks that want them; ``--with`` lets a program of the tree look.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.fetch.epoch import raw_messages
from reviewbot.model.series import Series
from reviewbot.peers.ask import TreePeers
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.series import read_thread
from threads import SINCE, threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.engine import Result
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch


Found = tuple[tuple["Patch", ...], "Result"]


def alone(mail: Patch) -> Series:
    """A series of this one mail."""
    cover = mail if mail.subject.index == 0 else None
    patches = () if cover else (mail,)
    return Series(mail.subject.title, mail.subject.revision, mail.subject.is_rfc, cover, patches, 1)


def mail_by_mail(archives: Iterable[Path], look: Callable[..., Result]) -> Iterator[Found]:
    """What the checks say of every mail by itself."""
    for archive in archives:
        for raw in raw_messages(archive):
            mail, _ = read_post(read_message(raw)[0])
            if mail:
                yield (mail,), look([alone(mail)])


def thread_by_thread(
    archives: Iterable[Path], look: Callable[..., Result], since: int
) -> Iterator[Found]:
    """What they say of every series, with its past."""
    for raws in threads(archives, since):
        thread = read_thread(raws)
        prior = PriorIndex(thread).of
        for series in thread.series:
            yield series.mails, look([series], prior=prior)


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
    parser.add_argument("--threads", action="store_true")
    parser.add_argument("--since", type=int, default=SINCE)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--with", action="append", default=[], dest="peers")
    options = parser.parse_args()
    repository = Repository(options.tree) if options.tree else None
    peers = TreePeers(options.peers, repository)
    look = partial(run, checks=select(options.check), repository=repository, peers=peers)
    hits: dict[str, list[str]] = defaultdict(list)
    counts: Counter[tuple[str, str]] = Counter()
    posts = 0
    found = (
        thread_by_thread(options.archives, look, options.since)
        if options.threads
        else mail_by_mail(options.archives, look)
    )
    for mails, result in found:
        posts += len(mails)
        by_id = {mail.message.message_id: mail for mail in mails}
        for failure in result.failures:
            print("FAILED", failure)
        for finding in result.findings:
            counts[finding.check, finding.confidence.name] += 1
            text = show(finding, by_id[finding.message_id], options.context)
            hits[finding.check].append(text)
    for check in sorted(hits):
        listed = hits[check]
        step = max(1, -(-len(listed) // options.sample)) if options.sample else 1
        print("\n".join(listed[::step]))
    print(f"{posts} covers and patches")
    for (check, confidence), count in sorted(counts.items()):
        print(f"{count:6} {check} {confidence}")


if __name__ == "__main__":
    main()
