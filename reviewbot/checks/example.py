"""Examples in short form to real patches.

A short form is a mail body whose hunk headers need no numbers: ``@@`` or ``@@ section``; a file
starts with ``--- a/path`` and ``+++ b/path`` (or one ``=== path`` line for both). Everything
before the first file is the log. Counts are worked out here, so an example reads as a diff does.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewbot.context.image import Image
from reviewbot.context.levels import (
    Commit,
    HistoryContext,
    Level,
    PeerContext,
    SeriesContext,
    TreeContext,
)
from reviewbot.context.search import Use, names_in
from reviewbot.frozen import frozen, replace
from reviewbot.knowledge.pairs import shipped
from reviewbot.model.complaint import Complaint
from reviewbot.model.mail import Address, Message
from reviewbot.model.patch import Patch
from reviewbot.model.series import Series
from reviewbot.regex import regex
from reviewbot.thread.body import read_body
from reviewbot.thread.diff import read_diff
from reviewbot.thread.headers import read_date
from reviewbot.thread.marks import agreed, of_revision
from reviewbot.thread.prior import prior_of
from reviewbot.thread.subject import read_subject
from reviewbot.thread.thread import Thread

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from reviewbot.checks.api import Check
    from reviewbot.checks.cases import Case, ExampleCommit
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.finding import Confidence
    from reviewbot.model.patch import FileDiff

SUBJECT = "[PATCH] example: change a thing"
DATE = datetime(2026, 1, 5, 10, tzinfo=UTC)
_HEADERS = regex(r"(?:(?:Subject|Date|To|Cc): .*\n)+\n?")
_FILE = regex(r"=== (\S+)$")
_HUNK = regex(r"@@(?: (?!-\d)(.*))?$")


def expand(short: str) -> str:
    """The short form with whole file and hunk headers."""
    out: list[str] = []
    lines = short.rstrip("\n").split("\n")
    old, new = 1, 1
    for number, line in enumerate(lines):
        if path := _FILE.match(line):
            out += [f"--- a/{path[1]}", f"+++ b/{path[1]}"]
            old, new = 1, 1
        elif header := _HUNK.match(line):
            body = _hunk_body(lines, number + 1)
            removed = sum(not text.startswith(("+", "\\")) for text in body)
            added = sum(not text.startswith(("-", "\\")) for text in body)
            section = f" {header[1]}" if header[1] else ""
            out.append(f"@@ -{old},{removed} +{new},{added} @@{section}")
            old, new = old + removed + 100, new + added + 100
        else:
            out.append(line)
    return "\n".join(out) + "\n"


def wanted(case: Case) -> tuple[tuple[int, Confidence], ...]:
    """The body lines that must get a remark, with the confidence of each, in order."""
    lines = case.mail.split("\n")
    given = _HEADERS.match(case.mail)
    above = given[0].count("\n") if given else 0
    return tuple(
        (at + 1 - above + sum(bool(_FILE.match(line)) for line in lines[:at]), confidence)
        for at, confidence in case.marks
    )


def _hunk_body(lines: list[str], start: int) -> list[str]:
    stop = start
    while stop < len(lines) and not _FILE.match(lines[stop]) and not _HUNK.match(lines[stop]):
        if lines[stop].startswith(("--- a/", "diff --git ")):
            break
        stop += 1
    return lines[start:stop]


def example_patch(
    short: str, subject: str = SUBJECT, message_id: str = "example@example.org"
) -> Patch:
    """The patch a short form stands for, as if it had come by mail.

    Where the form begins with ``Subject:``, ``Date:``, ``To:`` and ``Cc:``, they are those of the mail.
    """
    given = _HEADERS.match(short)
    headers = dict(line.split(": ", 1) for line in given[0].splitlines() if line) if given else {}
    short = short[given.end() :] if given else short
    subject = headers.get("Subject", subject)
    message = Message(
        message_id=message_id,
        subject=subject,
        author=Address("A. Author", "author@example.org"),
        date=read_date(headers.get("Date", "")),
        in_reply_to=(),
        references=(),
        to=headers.get("To", ""),
        cc=headers.get("Cc", ""),
        reply_to="",
        lines=tuple(expand(short).rstrip("\n").split("\n")),
    )
    body = read_body(message.lines)
    files, broken = read_diff(message.lines, body.diff)
    if broken:
        raise ValueError(f"broken example: {broken[0].reason}")
    return Patch(message, read_subject(subject), body, files)


def example_context(
    short: str, subject: str = SUBJECT, tree: Mapping[str, str] | None = None
) -> TreeContext:
    """The context of a single patch made of a short form; ``tree``: other files, by path."""
    return _tree_context(example_patch(short, subject), (), (), tree or {})


def context_of(example: Case, check: Check) -> DiffContext:
    """The context a check asks for, of one of its cases."""
    before = _mails(example.before, "before")
    after = _mails(example.after, "after")
    context = _tree_context(example_patch(example.mail), before, after, example.tree)
    if check.needs is SeriesContext:
        earlier = _mails(example.earlier, "earlier")
        replies = (_reply(text, number, earlier[-1]) for number, text in enumerate(example.replies))
        messages = [mail.message for mail in (*earlier, *context.series.mails)]
        series = [_series(earlier)] if earlier else []
        thread = Thread((*messages, *replies), (*series, context.series), ())
        prior = prior_of(thread, context.series)
        return SeriesContext(context.patch, context.series, prior, context.tree)
    if check.needs is HistoryContext:
        return HistoryContext(context.patch, context.series, ExampleHistory(example.commits))
    if check.needs is PeerContext:
        peers = ExamplePeers(example.told)
        return PeerContext(context.patch, context.series, context.images, peers, context.tree)
    return context


def _mails(shorts: Iterable[str], where: str) -> tuple[Patch, ...]:
    """The mails of these forms; ``where`` makes their message-ids differ from the others'."""
    return tuple(
        example_patch(short, message_id=f"{where}-{number}@example.org")
        for number, short in enumerate(shorts, 1)
    )


def _reply(text: str, number: int, to: Patch) -> Message:
    """A reviewer's answer to a mail."""
    return replace(
        to.message,
        message_id=f"reply-{number}@example.org",
        subject=f"Re: {to.message.subject}",
        author=Address("R. Reviewer", "reviewer@example.org"),
        in_reply_to=(to.message.message_id,),
        references=(to.message.message_id,),
        lines=tuple(text.rstrip("\n").split("\n")),
    )


def _series(mails: Iterable[Patch]) -> Series:
    """The series of these mails, the cover first if there is one."""
    mails = tuple(mails)
    cover = mails[0] if mails[0].subject.is_cover else None
    patches = mails[1:] if cover else mails
    head = mails[0].subject
    expected = head.expected or len(patches)
    revision = agreed(cover, patches).revision
    if cover:
        cover = of_revision(cover, revision)
    patches = tuple(of_revision(patch, revision) for patch in patches)
    return Series(head.title, revision, head.is_rfc, cover, patches, expected)


def _tree_context(
    patch: Patch, before: tuple[Patch, ...], after: tuple[Patch, ...], tree: Mapping[str, str]
) -> TreeContext:
    """The hunks of a file are all there is of it, with empty lines between.

    ``tree`` adds files the patch does not touch.
    """
    files = {path: text.encode() for path, text in tree.items()}
    images: dict[FileDiff, Image] = {}
    for mail in (*before, patch):
        images = {
            file: Image(
                _content(file, "old"), _content(file, "new"), Level.EXACT, (0,) * len(file.hunks)
            )
            for file in mail.files
        }
        files.update((file.path, image.post) for file, image in images.items())
    series = _series((*before, patch, *after))
    return TreeContext(patch, series, images, Level.EXACT, shipped(), ExampleTree(files))


@frozen(slots=False)
class ExampleTree:
    """A tree of a few files in memory."""

    files: Mapping[str, bytes]

    def read(self, path: str) -> bytes | None:
        """The file, if it is one of them."""
        return self.files.get(path)

    def files_with(self, words: Iterable[str], under: str = "") -> dict[str, tuple[str, ...]]:
        """The files below ``under`` with each of these whole words."""
        uses = self.uses(words, under)
        return {word: tuple(dict.fromkeys(u.path for u in found)) for word, found in uses.items()}

    def uses(self, words: Iterable[str], under: str = "") -> dict[str, tuple[Use, ...]]:
        """Every line below ``under`` with each of these whole words."""
        return {
            word: tuple(
                Use(path, number, line)
                for path, content in sorted(self.files.items())
                if not under or path.startswith(f"{under}/")
                for number, line in enumerate(content.decode().split("\n"), 1)
                if word in re.findall(r"\w+", line)
            )
            for word in words
        }

    def mentioned(
        self, texts: Iterable[str], under: str, but: Container[str] = ()
    ) -> frozenset[str]:
        """The texts that a file below the directory has."""
        below = (path for path in self.files if path.startswith(f"{under}/"))
        those = (self.files[path] for path in below if path not in but)
        return names_in(b"\n".join(those).decode(), tuple(texts))

    def naming(self, text: str, under: str) -> tuple[str, ...]:
        """The files below the directory that have the text."""
        return tuple(
            path
            for path, content in sorted(self.files.items())
            if path.startswith(f"{under}/") and names_in(content.decode(), (text,))
        )


@frozen(slots=False)
class ExampleHistory:
    """A few commits, newest first, all of one time."""

    commits: tuple[ExampleCommit, ...]

    def commit(self, id_: str) -> Commit | None:
        """The only one whose id starts so."""
        found = [made for made in self.commits if made.id.startswith(id_)]
        return _commit(found[0]) if len(found) == 1 else None

    def naming(self, text: str) -> tuple[Commit, ...]:
        """The commits whose title or message has this text."""
        return tuple(
            _commit(made) for made in self.commits if text in f"{made.title}\n{made.message}"
        )

    def released_in(self, id_: str) -> str:
        """As the example says."""
        return next((made.released for made in self.commits if made.id.startswith(id_)), "")

    def titles(self, paths: Iterable[str], also: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
        """The titles of those that changed each path."""
        return {
            path: tuple(
                made.title
                for made in self.commits
                if any(f"{one}/".startswith(f"{path}/") for one in made.paths)
            )
            for path in (*paths, *also)
        }


@frozen(slots=False)
class ExamplePeers:
    """Programs that say what the example does: line, kind and words of each."""

    told: tuple[tuple[str, str, str], ...]

    def complaints(self, _name: str, context: PeerContext) -> Iterator[Complaint]:
        """Whichever is asked: each line is the first of its text in the mail."""
        for line, kind, words in self.told:
            yield Complaint(context.message.lines.index(line) + 1, kind, words)


def _commit(made: ExampleCommit) -> Commit:
    return Commit(made.id, made.title, DATE)


def _content(file: FileDiff, side: str) -> bytes:
    """What the hunks show of one side, each line at its number; unseen lines are empty."""
    lines: dict[int, str] = {}
    for hunk in file.hunks:
        for line in hunk.lines:
            number = line.old if side == "old" else line.new
            if number is not None:
                lines[number] = line.text
    return "".join(f"{lines.get(n, '')}\n" for n in range(1, max(lines, default=0) + 1)).encode()
