"""Misspelled words in added comments, in what is printed and in the log.

A word of the log, of an added C comment or string of three words or more, Kconfig help or
documentation line is reported, and one of a cover noted at low confidence, if codespell's dictionary
knows it with one correction, or if no dictionary knows it, it has seven letters or more, and it is
one slip (a letter too much, missing, wrong, or two swapped) away from an English word that the same
mail spells right, or from no English word but a common one. Asks about one that codespell knows with several
corrections, unless one of them alone stands in the mail.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.misspelled import misspelled, prose_to_spell, respelled, suspects
from reviewbot.context.names import names_of_mail

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
NIT = True
LIST_TITLE = "Typos"
FINAL_ONLY = True
ASIDE = True
_MANY = 3  # lines with the same word, of which one is enough


def check(context: DiffContext) -> Iterator[Remark]:
    """Each line with misspelled words, all of them in one remark."""
    patch, message = context.patch, context.message
    sure, guessed = ({}, {}) if is_backport(patch) else suspects(patch)
    wrong = {**guessed, **sure}
    found = misspelled(prose_to_spell(patch, wrong), message, wrong) if wrong else {}
    names = names_of_mail(context, {word.lower() for words in found.values() for word in words})
    confidence = Confidence.LOW if context.is_cover else Confidence.HIGH  # it is no commit
    places: dict[str, list[int]] = defaultdict(list)
    for at in sorted(found):
        for word in {word.lower() for word in found[at]} - names:
            places[word].append(at)
    for at in sorted(found):
        known = {
            word: right
            for word, right in found[at].items()
            if (lines := places.get(word.lower())) and (len(lines) < _MANY or lines[0] == at)
        }
        edits = tuple(
            f"{word}/{right.capitalize() if word[0].isupper() else right}"
            for word, right in known.items()
            if word.lower() in sure
        )
        unsure = tuple(word for word in known if word.lower() not in sure)
        if edits:
            many = (places[word.lower()] for word in known)
            lines = sorted({line for each in many if len(each) >= _MANY for line in each[1:]})
            fix = (edit for line in (at, *lines) for edit in respelled(patch, line, edits))
            related = tuple(Related(line, "the same", again=True) for line in lines)
            facts = {"edits": edits, "unsure": ()}
            yield Remark(at, facts, confidence, related=related, fix=tuple(fix))
        elif unsure:
            asked = min(confidence, Confidence.MODERATE)
            yield Remark(at, {"edits": (), "unsure": unsure}, asked)
