"""Misspelled words in added comments and in the log.

A word of the log, of an added C comment, Kconfig help or documentation line is reported, and one
of a cover noted at low confidence, if codespell's dictionary knows it with one correction, or if no dictionary knows it, it
has seven letters or more, and it is one slip (a letter too much, missing, wrong, or two swapped)
away from an English word that the same mail spells right.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.changelog import lines_of_changelog
from reviewbot.context.names import code_words, count_parts, parts
from reviewbot.context.prose import added_prose, message_prose, plain_words
from reviewbot.context.spelling import slips
from reviewbot.knowledge.words import corrections, english
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from reviewbot.context.prose import Prose
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Hunk, Patch

SEVERITY = Severity.NOTE
NIT = True
LIST_TITLE = "Typos"

FINAL_ONLY = True

ASIDE = True


_MIN = 4  # letters; half of the shorter entries of codespell name something in the kernel
_PLACES = 3  # of one word in one mail
_ABOUT_SPELLING = re.compile(r"(?i)\b(?:typos?|spelling|spelled|mis-?spel|codespell)")
_LAST = re.compile(r"(?<![A-Za-z])([A-Za-z]++)\s*$")
_FIRST = re.compile(r"[^A-Za-z]*([A-Za-z]+)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Each line with misspelled words, all of them in one remark."""
    if is_backport(context.patch):
        return
    counts = count_parts("\n".join(context.message.lines))
    suspects = _suspects(counts)
    if not suspects:
        return
    found: dict[int, dict[str, str]] = {}
    for prose in _prose(context.patch, suspects):
        for word, opens in plain_words(prose):
            lower = word.lower()
            right = suspects.get(lower)
            if (
                right
                and (word == lower or (opens and word[1:] == lower[1:]))
                and not _is_cut(context.message, prose.at, lower, right)
            ):
                found.setdefault(prose.at, {})[word] = right
    if not found:
        return
    fine = (
        code_words(context.patch)
        | set(parts("\n".join(context.removed())))
        | _people(context.patch)
    )
    places: Counter[str] = Counter()
    for at in sorted(found):
        wrong = {word: right for word, right in found[at].items() if word.lower() not in fine}
        places.update(word.lower() for word in wrong)
        edits = tuple(
            f"{word}/{right.capitalize() if word[0].isupper() else right}"
            for word, right in wrong.items()
            if places[word.lower()] <= _PLACES
        )
        if edits:
            yield Remark(at, {"edits": edits}, _confidence(context))


def _confidence(context: DiffContext) -> Confidence:
    """Low in a cover: it never becomes a commit, and nobody asks for its spelling."""
    return Confidence.LOW if context.is_cover else Confidence.HIGH


def _suspects(counts: Mapping[str, int]) -> dict[str, str]:
    """The words of a mail that may be misspelled, each with its correction."""
    known = corrections()
    listed = {word: known[word] for word in known.keys() & counts.keys() if len(word) >= _MIN}
    found = listed | slips(counts)
    return {word: right for word, right in found.items() if not _is_torn(word, right)}


def _is_torn(word: str, right: str) -> bool:
    """Whether a word is as near to another one: "mentione" is "mentioned", or "mention"."""
    return right == f"{word}d" and word.endswith("e") and word[:-1] in english()


def _is_cut(message: Message, at: int, word: str, right: str) -> bool:
    """Whether a word is the rest of one that the line above begins: "s", "ymbol"."""
    if at < 2:  # noqa: PLR2004  the first line has none above it
        return False
    head, rest = _LAST.search(message.line(at - 1)), _FIRST.match(message.line(at))
    if head is None or rest is None:
        return False
    return rest[1].lower() == word and f"{head[1].lower()}{word}" == right


def _prose(patch: Patch, suspects: Collection[str]) -> Iterator[Prose]:
    """The prose of the mail, as far as a suspect may be in it."""
    if not _ABOUT_SPELLING.search(patch.subject.title):
        changes = lines_of_changelog(patch)  # has to leave the log anyway
        for prose in message_prose(patch):
            if prose.at not in changes and not _ABOUT_SPELLING.search(patch.message.line(prose.at)):
                yield prose
    for file in patch.files:
        for hunk in file.hunks:
            if _mentions(hunk, suspects):
                yield from added_prose(file.path, hunk)


def _mentions(hunk: Hunk, suspects: Collection[str]) -> bool:
    added = "\n".join(line.text for line in hunk.lines if line.kind is LineKind.ADDED)
    return any(word in suspects for word in parts(added))


def _people(patch: Patch) -> set[str]:
    """The words of the names of who wrote, signed or is thanked."""
    lines = (patch.message.line(number) for number in patch.body.trailers)
    return set(parts("\n".join((patch.message.author.name, patch.message.author.email, *lines))))
