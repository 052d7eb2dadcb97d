"""Of what people said of code in archives, how much we would have said, by class of comment.

    python benchmarks/recall_by_class.py CLASSES ARCHIVE... [--newest MAILS] [--tree TREE] [--show CLASS]
        [--elsewhere]

CLASSES is a table of classes of comments (tab-separated: class, level, precision, regex,
quoted_regex, exclude_regex). Mechanical are those of level D (told by the diff) and F (by the whole
file) whose regex is right in 6 of 10 or more. A comment on C is *met* where one of our remarks of
its class (classes.toml says which check is of which) stands within three lines of it, or lists such
a line among its places: drafted, or asked with ``--ask``. What somebody said already is counted as
if nobody had. With ``--elsewhere`` it is about the other comments: on bindings, devicetree and
documentation, on the title, the log and the mail as a whole, of the classes that classes.toml names
for that. There a remark on no line of a file meets whatever is said of its mail.
"""

from __future__ import annotations

import argparse
import csv
import re
import tomllib
from collections import Counter, defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.already_said import NEAR
from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.fetch.epoch import read_blobs
from reviewbot.fetch.history import message_blobs
from reviewbot.knowledge.conventions import shipped as conventions
from reviewbot.knowledge.taste import Taste
from reviewbot.knowledge.voices import shipped
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.reply.wording import environment
from reviewbot.thread.prior import PriorIndex
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.checks.api import Check
    from reviewbot.model.comment import Comment
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series

OURS = Path(__file__).with_name("classes.toml")
MECHANICAL = ("D", "F")
SURE = 0.6
LONGEST = 10_000  # characters of a comment that are looked at
ABOVE = 6  # lines a comment may be about
KINDS = ("drafted", "asked")


@dataclass(frozen=True)
class Class:
    """A class of comments: how they are known, and whether they are mechanical."""

    name: str
    regex: re.Pattern[str]
    quoted: re.Pattern[str] | None
    exclude: re.Pattern[str] | None
    is_mechanical: bool

    def has(self, text: str, above: str) -> bool:
        """Whether a comment is of it; ``above`` are the lines it stands below."""
        if self.exclude and self.exclude.search(text):
            return False
        is_quoted = self.quoted is None or self.quoted.search(above)
        return bool(is_quoted and self.regex.search(text))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("classes", type=Path)
    parser.add_argument("archives", nargs="+", type=Path)
    parser.add_argument("--newest", type=int, default=6000)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--elsewhere", action="store_true", help="comments on all but C")
    parser.add_argument("--show", default="", help="print the comments of a class that are missed")
    options = parser.parse_args()
    ours = tomllib.loads(OURS.read_text(encoding="utf-8"))
    of_class = ours["class"]
    classes = read_classes(options.classes, ours["elsewhere"] if options.elsewhere else None)
    checks = select([])
    counts: Counter[tuple[str, str]] = Counter()
    with ExitStack() as stack:
        tree = stack.enter_context(Repository(options.tree)) if options.tree else None
        for archive in options.archives:
            found = commented(archive, options.newest, checks, tree, on_c=not options.elsewhere)
            for comment, above, said in found:
                text = comment.text[:LONGEST]
                own = [one for one in classes if one.has(text, above)]
                names = {one.name for one in own}
                known = {name for name in names if any(one.is_mechanical for one in own)}
                met = {
                    kind: [c for c in names if any(f in of_class.get(c, ()) for f in said[kind])]
                    for kind in KINDS
                }
                count(counts, [c.name for c in own if c.is_mechanical], met)
                if options.show in known and not met["asked"]:
                    print(f"<{comment.on}> line {comment.at}: {text[:300]!r}; near: {said}")
    report(counts)


def read_classes(path: Path, wanted: list[str] | None) -> tuple[Class, ...]:
    """The classes of a table; mechanical are those ``wanted``, by default those of the diff."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Class(
                row["class"],
                re.compile(row["regex"], re.IGNORECASE | re.MULTILINE),
                optional(row["quoted_regex"]),
                optional(row["exclude_regex"]),
                row["class"] in wanted
                if wanted is not None
                else row["level"] in MECHANICAL and float(row["precision"]) >= SURE,
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["regex"]
        )


def optional(text: str) -> re.Pattern[str] | None:
    """A regex that may be missing."""
    return re.compile(text, re.IGNORECASE | re.MULTILINE) if text else None


def commented(
    archive: Path, newest: int, checks: tuple[Check, ...], tree: Repository | None, *, on_c: bool
) -> Iterator[tuple[Comment, str, Mapping[str, set[str]]]]:
    """Each comment on a line of C or not, the lines above, the checks that say something there."""
    ids = message_blobs(archive)[-newest:]
    thread = read_thread(tuple(raw for _, raw in read_blobs(archive, ids) if raw))
    index = PriorIndex(thread)
    for series in thread.series:
        prior = index.of(series)
        own = {mail.message.message_id: mail for mail in series.patches}
        comments = [
            one
            for one in prior.comments
            if one.on in own and is_on_c(one, own[one.on]) == on_c and (one.at or not on_c)
        ]
        if comments:
            places = places_of(series, prior, checks, tree)
            for one in comments:
                yield one, quoted(own[one.on], one.at), near(one, places, of_mail=not on_c)


def is_on_c(comment: Comment, mail: Patch) -> bool:
    """Whether a comment stands at a line of C."""
    file, _ = mail.anchors.get(comment.at, (None, None))
    return bool(file and file.is_c)


def quoted(mail: Patch, at: int) -> str:
    """The lines a comment stands below, without the marks of the diff."""
    lines = (mail.message.line(number) for number in range(max(1, at - ABOVE + 1), at + 1))
    return "\n".join(line[1:] if line[:1] in ("+", "-", " ") else line for line in lines)


def places_of(
    series: Series, prior: Prior, checks: tuple[Check, ...], tree: Repository | None
) -> Mapping[str, Mapping[tuple[str, int], set[str]]]:
    """By kind, the checks that say something at a line of a mail."""
    result = run([series], checks, tree, lambda _: prior, taste=Taste(shipped(), conventions))
    words = environment(None, set())
    found = {}
    for kind, ask in zip(KINDS, (False, True), strict=True):
        policy = Policy(ask=ask, repeat_raised=True, asides=ask)
        _, told = compose([series], result.findings, checks, words, policy)
        found[kind] = by_place(one for one in told if one.is_said)
    return found


def by_place(findings: Iterable[Finding]) -> Mapping[tuple[str, int], set[str]]:
    """The checks at each line of each mail; at line 0 those that are about no line of a file."""
    places: dict[tuple[str, int], set[str]] = defaultdict(set)
    for one in findings:
        about_mail = () if one.path else (0,)
        for line in (one.body_line, *(each.at for each in one.related), *about_mail):
            places[one.message_id, line].add(one.check)
    return places


def near(
    comment: Comment, places: Mapping[str, Mapping[tuple[str, int], set[str]]], *, of_mail: bool
) -> dict[str, set[str]]:
    """By kind, the checks that say something at a comment's place, or of the whole mail."""
    around = range(max(comment.at - NEAR, 1), comment.at + NEAR + 1) if comment.at else ()
    lines = (*around, 0) if of_mail else tuple(around)
    return {
        kind: {name for line in lines for name in said.get((comment.on, line), ())}
        for kind, said in places.items()
    }


def count(
    counts: Counter[tuple[str, str]], mechanical: list[str], met: Mapping[str, list[str]]
) -> None:
    """Count one comment."""
    counts["all", "comments"] += 1
    for name in mechanical:
        counts[name, "comments"] += 1
        for kind in KINDS:
            counts[name, kind] += name in met[kind]
    if mechanical:
        counts["mechanical", "comments"] += 1
        for kind in KINDS:
            counts["mechanical", kind] += bool(set(met[kind]) & set(mechanical))


def report(counts: Counter[tuple[str, str]]) -> None:
    """Print the rows, most frequent class first."""
    print(f"{counts['all', 'comments']} comments")
    names = sorted({name for name, _ in counts} - {"all"}, key=lambda n: -counts[n, "comments"])
    print(f"{'class':32} {'comments':>8} {'drafted':>14} {'with --ask':>14}")
    for name in names:
        whole = counts[name, "comments"]
        cells = "".join(
            f" {counts[name, kind]:6} {counts[name, kind] / whole:6.1%}" for kind in KINDS
        )
        print(f"{name:32} {whole:8}{cells}")


if __name__ == "__main__":
    main()
