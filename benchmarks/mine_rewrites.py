"""What authors change between revisions far more often than any line: rules for checks to come.

    python benchmarks/mine_rewrites.py [--since YEAR] [--later DATE] [--authors 3] [--least 0.06]
                                       [--tree TREE] [--covered] [--kept FILE] ARCHIVE...

A rule (``rewrites.py``) is mined of the patches that have a next revision. For each is told how
many authors and series changed a place so, of how many series that had it; the same for series
from ``--later`` on, which nothing is mined of; and mails to look at. First come those with the best
lower bound of the share (Wilson), times the authors. Left out is what fewer ``--authors`` do, what
has a bound below ``--least``, and, but for ``--covered``, where one of our checks speaks at the
line of half of the examples or more.

What is read is kept on disk, until the end or in FILE, and read from there; memory is taken by the
names and the rules alone.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.model.series import Series
from reviewbot.model.share import Share
from reviewbot.thread.post import read_post
from revised import Changes, revised
from rewrites import GONE, Rule, abstract, blunt, edits, rules_of, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from revised import Change, Version

    Known = Callable[[str], bool]

USERS = 6  # people that use a name which is kept
EXAMPLES = 8
COVERED = 0.5  # of the examples
NEAR = 1  # lines between a place and what is said of it
LISTS_USES = "include.direct_use"  # of a header: it says nothing of the lines it lists


class Example(NamedTuple):
    """Where a rule was followed: the message-ids of both revisions, and a line of the first."""

    mail: str
    following: str
    line: int


@dataclass
class Support:
    """Who followed a rule; ``of`` are the series that could, ``later`` the same from a day on."""

    authors: set[str] = field(default_factory=set)
    series: set[str] = field(default_factory=set)
    of: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    of_later: set[str] = field(default_factory=set)
    examples: list[Example] = field(default_factory=list)

    @property
    def bound(self) -> float:
        """The least share of the series it is likely to be followed in."""
        return Share(len(self.series), len(self.series | self.of)).interval[0]

    @property
    def rank(self) -> float:
        """How worth reading it is."""
        return self.bound * len(self.authors)


def followed(change: Change, known: Known) -> Iterator[tuple[Rule, int]]:
    """Each rule by which a patch became its next revision, and the line it was followed at."""
    for path, version in change.before.items():
        if path in change.after:
            for edit in edits(version.lines, change.after[path].lines):
                if not any(line.startswith(GONE) for line in (*edit.before, *edit.after)):
                    for rule in rules_of(edit, version.kind, known):
                        yield rule, version.places[edit.place]


def names_known(changes: Changes) -> frozenset[str]:
    """The names on added lines of several people."""
    users: dict[str, set[int]] = defaultdict(set)
    people: dict[str, int] = {}
    for change in changes:
        who = people.setdefault(change.author, len(people))
        for version in (*change.before.values(), *change.after.values()):
            for word in {token for tokens in version.runs for token in tokens}:
                if len(users[word]) < USERS:
                    users[word].add(who)
    return frozenset(word for word, by in users.items() if len(by) >= USERS)


def mined(changes: Changes, known: Known, later: str, authors: int) -> dict[Rule, Support]:
    """The rules that several authors followed before a day."""
    rules: dict[Rule, Support] = defaultdict(Support)
    for change in changes:
        for rule, line in followed(change, known) if change.day < later else ():
            support = rules[rule]
            support.authors.add(change.author)
            if change.series not in support.series and len(support.examples) < EXAMPLES:
                example = Example(change.mail.message_id, change.following, line)
                support.examples.append(example)
            support.series.add(change.series)
    return {rule: each for rule, each in rules.items() if len(each.authors) >= authors}


def weigh(changes: Changes, known: Known, later: str, rules: Mapping[Rule, Support]) -> None:
    """Add to each rule which series had what it is about, and who followed it later."""
    places = Places(rules, known)
    for change in changes:
        is_late = change.day >= later
        for rule, _ in followed(change, known) if is_late else ():
            if rule in rules:
                rules[rule].later.add(change.series)
        for path in change.before.keys() & change.after.keys():
            for rule in places.of(change.before[path]):
                of = rules[rule].of_later if is_late else rules[rule].of
                of.add(change.series)


class Places:
    """The left sides of rules, to be found in files: by their first tokens, then their length."""

    def __init__(self, rules: Iterable[Rule], known: Known) -> None:
        self.known = known
        self.rules: dict[tuple[str, tuple[str, ...]], list[Rule]] = defaultdict(list)
        self.lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for rule in rules:
            self.rules[rule.kind, rule.before].append(rule)
            head = rule.before[:2]
            signs = tuple(token[0] if token[0] in "$@" else token for token in head)
            self.lengths[signs].add(len(rule.before))

    def of(self, version: Version) -> set[Rule]:
        """The rules with a left side on the added lines of a file."""
        found: set[Rule] = set()
        for tokens in version.runs:
            signs = [blunt(token, self.known) for token in tokens]
            for start, head in enumerate(pairwise(signs)):
                for length in self.lengths.get(head, ()):
                    (side,) = abstract((tokens[start : start + length],), self.known)
                    found.update(self.rules.get((version.kind, side), ()))
        return found


def cover(
    changes: Changes, rules: Mapping[Rule, Support], tree: Repository | None
) -> dict[Rule, str]:
    """The check that speaks at the places of a rule, where there is one."""
    wanted = {each.mail for support in rules.values() for each in support.examples}
    said: dict[str, list[tuple[int, str]]] = {}
    checks = select([])
    for change in changes:
        name = change.mail.message_id
        mail = read_post(change.mail)[0] if name in wanted and name not in said else None
        if mail:
            said[name] = [
                (at, one.check)
                for one in run([alone(mail)], checks, tree).findings
                for at in places_of(one)
            ]
    covered = {}
    for rule, support in rules.items():
        near = Counter(
            check
            for each in support.examples
            for check in sorted({c for at, c in said[each.mail] if abs(at - each.line) <= NEAR})
        )
        for check, count in near.most_common(1):
            if count >= COVERED * len(support.examples):
                covered[rule] = check
    return covered


def places_of(finding: Finding) -> Iterator[int]:
    """The lines a finding speaks of."""
    yield finding.body_line
    if finding.check != LISTS_USES:
        yield from (related.at for related in finding.related)


def alone(mail: Patch) -> Series:
    """A series of nothing but this patch."""
    return Series(mail.subject.title, mail.subject.revision, mail.subject.is_rfc, None, (mail,), 1)


def ranked(rules: Mapping[Rule, Support]) -> list[Rule]:
    """The rules, best first; of several that are of the same places the shortest."""
    found: dict[tuple[Example, ...], Rule] = {}
    for rule in sorted(rules, key=lambda one: (-rules[one].rank, len(one.before), one)):
        found.setdefault(tuple(rules[rule].examples), rule)
    return list(found.values())


def show(number: int, rule: Rule, support: Support, covered: str) -> None:
    """Print a rule."""
    of, later = support.series | support.of, support.later | support.of_later
    print(
        f"{number}. {rule.kind}: {len(support.authors)} authors, {len(support.series)} of {len(of)}"
        f" series, bound {support.bound:.2f}; later {len(support.later)} of {len(later)}"
        f"{covered and f'; {covered}'}"
    )
    print(f"    {shown(rule.before)}\n    -> {shown(rule.after)}")
    for example in support.examples:
        print(f"    <{example.mail}>:{example.line} <{example.following}>")


def main() -> None:
    """Read, mine, weigh and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--since", default="")
    parser.add_argument("--later", default="9999")
    parser.add_argument("--authors", type=int, default=3)
    parser.add_argument("--least", type=float, default=0.06)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--kept", type=Path, help="keep what is read; or read it from there")
    parser.add_argument("--covered", action="store_true", help="show what a check says, too")
    options = parser.parse_args()
    with options.kept.open("a+b") if options.kept else tempfile.TemporaryFile() as file:
        changes = Changes(file)
        if not file.tell():
            changes.fill(revised(options.archives, options.since))
        known = names_known(changes).__contains__
        rules = mined(changes, known, options.later, options.authors)
        weigh(changes, known, options.later, rules)
        best = {rule: each for rule, each in rules.items() if each.bound >= options.least}
        with Repository(options.tree) if options.tree else nullcontext() as tree:
            covered = cover(changes, best, tree)
        print(f"{sum(1 for _ in changes)} patches with a next revision")
    found = ranked(best)
    left = [rule for rule in found if options.covered or rule not in covered]
    print(f"{len(found)} rules, {sum(rule in covered for rule in found)} of them covered")
    for number, rule in enumerate(left, 1):
        show(number, rule, best[rule], covered.get(rule, ""))


if __name__ == "__main__":
    main()
