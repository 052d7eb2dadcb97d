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
from reviewbot.context.misspelled import misspelled, prose_to_spell, respelled, suspects
from reviewbot.context.names import names_of_mail

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("edits", "unsure")
LIST_TITLE = "Typos"
FINAL_ONLY = True
ASIDE = True
_PLACES = 3  # of one word in one mail


def check(context: DiffContext) -> Iterator[Remark]:
    """Each line with misspelled words, all of them in one remark."""
    patch, message = context.patch, context.message
    sure, guessed = ({}, {}) if is_backport(patch) else suspects(patch)
    wrong = {**guessed, **sure}
    found = misspelled(prose_to_spell(patch, wrong), message, wrong) if wrong else {}
    names = names_of_mail(context) if found else frozenset()
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
