"""Of what people said of patches, how much we would have said: their comments were labelled by reading.

    python benchmarks/recall.py benchmarks/comments.csv ARCHIVE... [--each]
        [--tree TREE [--with NAME]...]

Each row of the table is a comment: of what kind it is, what tells it (its level), and ``met_by``: the
checks whose point is the same, whether they made it or not (``CHECK=WORD``: where a fact of theirs is
the word). It is *met* where one of those says something within three lines of it, or lists such a
line among its places; a comment on no line, where one says something of its mail. Each patch is looked at as on the day it was posted: with what was said
of earlier revisions, and nothing of what followed.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.already_said import NEAR
from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.knowledge.conventions import shipped as conventions
from reviewbot.knowledge.taste import Taste
from reviewbot.knowledge.voices import shipped as voices
from reviewbot.peers.ask import TreePeers
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.reply.wording import environment
from reviewbot.thread.messages import read_head
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.series import read_thread
from threads import UNTIL, threads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewbot.checks.api import Check
    from reviewbot.engine import Result
    from reviewbot.model.finding import Finding
    from reviewbot.model.series import Prior, Series

SINCE = 2024  # the year before the first comment: earlier revisions are of then
KINDS = ("drafted", "asked", "reported")  # each with those before it


@dataclass(frozen=True)
class Comment:
    """A row of the table; ``first`` to ``last`` are body lines of the patch, 0 where it is on none."""

    archive: str
    reply: str
    patch: str
    first: int
    last: int
    kind: str
    level: str
    asks: bool
    met_by: tuple[tuple[str, str], ...]

    def is_met(self, finding: Finding) -> bool:
        """Whether a finding makes its point, at its place."""
        return finding.message_id == self.patch and self.has(finding) and self.is_at(finding)

    def has(self, finding: Finding) -> bool:
        """Whether a finding makes its point."""
        facts = [str(value) for value in finding.facts.values() if not isinstance(value, tuple)]
        facts += [
            word for value in finding.facts.values() if isinstance(value, tuple) for word in value
        ]
        return any(
            name == finding.check and (not word or word in facts) for name, word in self.met_by
        )

    def is_at(self, finding: Finding) -> bool:
        """Whether a finding stands at its place."""
        lines = (finding.body_line, *(each.at for each in finding.related))
        near = range(self.first - NEAR, self.last + NEAR + 1)
        return not self.first or any(line in near for line in lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("comments", type=Path)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--with", action="append", default=[], dest="peers")
    parser.add_argument("--each", action="store_true", help="print those that a check could meet")
    options = parser.parse_args()
    comments = read_comments(options.comments)
    checks = select([])
    unknown = {name for one in comments for name, _ in one.met_by} - {each.name for each in checks}
    if unknown:
        parser.error(f"no such check: {', '.join(sorted(unknown))}")
    met: dict[Comment, str] = {}
    with ExitStack() as stack:
        tree = stack.enter_context(Repository(options.tree)) if options.tree else None
        peers = TreePeers(options.peers, tree)
        taste = Taste(voices(), conventions)
        look = partial(run, checks=checks, repository=tree, taste=taste, peers=peers)
        for archive in options.archives:
            left = [one for one in comments if one not in met]  # some are on several lists
            for series, prior, here in commented(archive, left):
                met |= looked_at(series, prior, here, checks, look)
    for one in (one for one in comments if options.each and one.met_by and one in met):
        names = ", ".join(name for name, _ in one.met_by)
        print(f"{met[one] or 'missed':9} {one.kind:12} {names} <{one.patch}> line {one.last}")
    report(comments, met)


def read_comments(path: Path) -> tuple[Comment, ...]:
    """The rows of the table."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Comment(
                row["list"],
                row["comment"],
                row["patch"],
                int(row["lines"].partition("-")[0] or 0),
                int(row["lines"].rpartition("-")[2] or 0),
                row["kind"],
                row["level"],
                row["asks"] == "yes",
                tuple((check, word) for check, _, word in map(parted, row["met_by"].split())),
            )
            for row in csv.DictReader(file)
        )


def parted(check: str) -> tuple[str, str, str]:
    """What is before and behind ``=``."""
    return check.partition("=")


def commented(
    archive: Path, comments: Iterable[Comment]
) -> Iterator[tuple[Series, Prior, list[Comment]]]:
    """Each series of an archive that was commented on, with the comments."""
    by_patch: dict[str, list[Comment]] = defaultdict(list)
    for one in comments:
        by_patch[one.patch].append(one)
    for raws in threads([archive], SINCE, UNTIL):
        if by_patch.keys().isdisjoint(read_head(raw).message_id for raw in raws):
            continue
        thread = read_thread(raws)
        index = PriorIndex(thread)
        for series in thread.series:
            ids = [mail.message.message_id for mail in series.mails]
            here = [one for id_ in ids for one in by_patch.pop(id_, ())]
            if here:
                yield series, index.of(series), here


def looked_at(
    series: Series,
    prior: Prior,
    comments: Iterable[Comment],
    checks: tuple[Check, ...],
    look: Callable[..., Result],
) -> Iterator[tuple[Comment, str]]:
    """How each comment on a series is met: the first of the kinds, ``""`` where it is not."""
    own = {mail.message.message_id for mail in series.mails}
    then = replace(prior, comments=tuple(c for c in prior.comments if c.on not in own), later=())
    mails = {one.patch for one in comments}
    found = look([series], prior=lambda _: then, mails=mails).findings
    said = {kind: told(series, found, checks, ask=kind == "asked") for kind in KINDS[:2]}
    said["reported"] = found
    for one in comments:
        yield one, next((kind for kind in KINDS if any(map(one.is_met, said[kind]))), "")


def told(
    series: Series, found: tuple[Finding, ...], checks: tuple[Check, ...], *, ask: bool
) -> tuple[Finding, ...]:
    """What its author hears of: at its line, or in the reply to an earlier patch."""
    policy = Policy(ask=ask, asides=ask)
    _, composed = compose([series], found, checks, environment(None, set()), policy)
    return tuple(f for f in composed if f.is_said)


def report(comments: Iterable[Comment], met: Mapping[Comment, str]) -> None:
    """Print how many are met, by list, kind and level."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in comments:
        if one not in met:
            counts["all", "not in these archives"] += 1
            continue
        columns = ["comments", *(["asks"] if one.asks else []), *(["reach"] if one.met_by else [])]
        columns += KINDS[KINDS.index(met[one]) :] if met[one] else ()
        rows = ("all", one.archive, f"level {one.level}", one.kind)
        counts.update((row, column) for row in rows for column in columns)
    columns = ["comments", "asks", "reach", *KINDS]
    print(f"{'':14}" + "".join(f"{column:>10}" for column in columns))
    for row in sorted({row for row, _ in counts}, key=lambda row: (-counts[row, "comments"], row)):
        print(f"{row:14}" + "".join(f"{counts[row, column]:10}" for column in columns))
    if counts["all", "not in these archives"]:
        print(f"{counts['all', 'not in these archives']} are not in these archives")


if __name__ == "__main__":
    main()
