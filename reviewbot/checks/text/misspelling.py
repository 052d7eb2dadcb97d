"""Misspelled words in added comments, in what is printed and in the log.

A word of the log, of an added C comment or string of three words or more, Kconfig help or
documentation line is reported, and one of a cover noted at low confidence, if codespell's dictionary
knows it with one correction, or if no dictionary knows it, it has seven letters or more, and it is
one slip (a letter too much, missing, wrong, or two swapped) away from an English word that the same
mail spells right. Asks about one that codespell knows with several corrections.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.changelog import lines_of_changelog
from reviewbot.context.misspelled import misspelled, respelled, suspects
from reviewbot.context.names import code_words, parts
from reviewbot.context.prose import added_prose, message_prose
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reviewbot.context.prose import Prose
    from reviewbot.model.patch import Patch

SEVERITY = Severity.NOTE
NIT = True
LIST_TITLE = "Typos"
FINAL_ONLY = True
ASIDE = True
_PLACES = 3  # of one word in one mail
_ABOUT_SPELLING = regex(r"(?i)\b(?:typos?|spelling|spelled|mis-?spel|codespell)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Each line with misspelled words, all of them in one remark."""
    patch, message = context.patch, context.message
    sure, guessed = ({}, {}) if is_backport(patch) else suspects(patch)
    wrong = {**guessed, **sure}
    found = misspelled(_prose(patch, wrong), message, wrong) if wrong else {}
    names = _names(context) if found else frozenset()
    confidence = Confidence.LOW if context.is_cover else Confidence.HIGH  # it is no commit
    places: Counter[str] = Counter()
    for at in sorted(found):
        words = {word: right for word, right in found[at].items() if word.lower() not in names}
        places.update(word.lower() for word in words)
        known = {word: words[word] for word in words if places[word.lower()] <= _PLACES}
        edits = tuple(
            f"{word}/{right.capitalize() if word[0].isupper() else right}"
            for word, right in known.items()
            if word.lower() in sure
        )
        unsure = tuple(word for word in known if word.lower() not in sure)
        if edits:
            yield Remark(
                at, {"edits": edits, "unsure": ()}, confidence, fix=respelled(patch, at, edits)
            )
        elif unsure:
            asked = min(confidence, Confidence.MODERATE)
            yield Remark(at, {"edits": (), "unsure": unsure}, asked)


def _prose(patch: Patch, wrong: Collection[str]) -> Iterator[Prose]:
    """The prose of the mail, as far as one of these words may be in it."""
    if not _ABOUT_SPELLING.search(patch.subject.title):
        changes = lines_of_changelog(patch)  # has to leave the log anyway
        for prose in message_prose(patch):
            if prose.at not in changes and not _ABOUT_SPELLING.search(patch.message.line(prose.at)):
                yield prose
    for file in patch.files:
        for hunk in file.hunks:
            if any(map(hunk.added_text.lower().__contains__, wrong)):
                yield from added_prose(file.path, hunk)


def _names(context: DiffContext) -> frozenset[str]:
    """The words of code, of what was there before, and of who wrote, signed or is thanked."""
    message, body = context.message, context.body
    author = (message.author.name, message.author.email)
    people = "\n".join((*author, *(message.line(number) for number in body.trailers)))
    return frozenset(
        (*code_words(context.patch), *parts("\n".join(context.removed())), *parts(people))
    )
