"""Compare what we read in MAINTAINERS with scripts/get_maintainer.pl, patch by patch.

    python benchmarks/maintainers.py [--patches N] TREE REPOSITORY ARCHIVE...

TREE is a checkout of Linux, whose script is run: of a tree you trust. ``N`` patches are taken evenly
from each archive. Sections are compared by title; people and lists by address.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.maintainers import sections_of
from reviewbot.context.maintainers.keywords import sections_named
from reviewbot.context.repository import Repository
from reviewbot.context.tree import PatchedTree
from reviewbot.fetch.epoch import raw_messages
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import Tree

OPTIONS = (
    "--no-git", "--no-git-fallback", "--no-fixes", "--no-mailmap", "--s", "--roles",
    "--norolestats", "--subsystem",
)  # fmt: skip
_SHOWN = re.compile(r"(?P<who>.*@\S*) \((?P<role>.*)\)")
_EMAIL = re.compile(r"[^\s<>\"]+@[^\s<>\"]+")
_FILE = re.compile(
    r"(?:rename (?:from|to) |(?:\+\+\+|---)[ \t]+[^/\s]*/)(\S+)|diff --git a/(\S+) b/(\S+)"
)
_NOT_SHOWN = "torvalds@linux-foundation.org"  # the script leaves him out


class Answer(NamedTuple):
    """Titles of sections, and addresses in lower case."""

    titles: frozenset[str]
    emails: frozenset[str]


def texts(archive: Path, patches: int) -> Iterator[str]:
    """So many patches of an archive as git-format-patch(1) writes them."""
    raws = [raw for raw in raw_messages(archive) if b"\ndiff --git " in raw]
    for raw in raws[:: max(1, len(raws) // patches)][:patches]:
        mail, _ = read_post(read_message(raw)[0])
        if mail and mail.files:
            subject = " ".join(mail.subject.text.split())
            yield "\n".join((f"Subject: {subject}", "", *mail.message.lines, ""))


def theirs(text: str, tree: Path) -> Answer:
    """What the script says; without whom it finds in the text of a binding."""
    with TemporaryDirectory() as folder:
        patch = Path(folder, "one.patch")
        patch.write_text(text, encoding="utf-8", errors="replace")
        told = subprocess.run(
            ("perl", "scripts/get_maintainer.pl", *OPTIONS, str(patch)),
            cwd=tree, capture_output=True, check=False,
        ).stdout.decode("utf-8", "replace")  # fmt: skip
    titles, emails = set[str](), set[str]()
    for line in filter(None, told.split("\n")):
        shown = _SHOWN.fullmatch(line)
        if not shown:
            titles.add(line.strip())
        elif shown["role"] != "in file":
            emails.add(_EMAIL.findall(shown["who"])[-1].lower())
    return Answer(frozenset(titles), frozenset(emails))


def ours(text: str, tree: Tree) -> Answer:
    """What we say."""
    lines = text.split("\n")
    named = filter(None, map(_FILE.match, lines))
    paths = {path for match in named for path in match.groups() if path}
    found = {one for path in paths for one in sections_of(path, tree)}
    found |= set(sections_named(lines, tree))
    emails = {one.email.lower() for each in found for one in (*each.maintainers, *each.reviewers)}
    emails |= {one.email.lower() for each in found for one in each.lists}
    emails.discard(_NOT_SHOWN)
    return Answer(frozenset(one.title for one in found), frozenset(emails))


def main() -> None:
    """Print how many agree, and each kind of difference."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--patches", type=int, default=100)
    parser.add_argument("tree", type=Path)
    parser.add_argument("repository", type=Path, help="of the same commit")
    parser.add_argument("archives", nargs="+", type=Path)
    options = parser.parse_args()
    counts, differences = Counter[str](), Counter[str]()
    with Repository(options.repository) as repository:
        tree = PatchedTree(repository)
        for archive in options.archives:
            for text in texts(archive, options.patches):
                one, other = theirs(text, options.tree), ours(text, tree)
                counts["patches"] += 1
                counts["same sections"] += one.titles == other.titles
                counts["same addresses"] += one.emails == other.emails
                for mine, name in ((one, "only the script"), (other, "only we")):
                    rest = other if mine is one else one
                    for each in (mine.titles - rest.titles) | (mine.emails - rest.emails):
                        differences[f"{name}: {each}"] += 1
    print(", ".join(f"{number} {name}" for name, number in counts.items()))
    for difference, number in differences.most_common():
        print(number, difference)


if __name__ == "__main__":
    main()
