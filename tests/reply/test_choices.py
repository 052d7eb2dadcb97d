"""What a person chose goes before all policy, and is said as they want it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from choosing import ASIDE, LATER, LEAK, NIT, TIDY, TYPO, at, composed
from drafting import finding
from reviewbot.checks.api import Confidence
from reviewbot.reply.choice import Choice

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding
    from reviewbot.reply.compose import Composition


def said(found: Composition) -> list[tuple[str, tuple[int, ...]]]:
    return [(each.text, each.findings) for each in found.comments()]


def test_without_choices_each_comment_says_what_it_speaks_for() -> None:
    found = [at(n, TIDY) for n in range(8)]
    assert said(composed(found, {})) == [
        ("Tidy.", (0,)),
        *(("Same here.", (n,)) for n in (1, 2, 3)),
        ("Same here.\nSame on 3 more lines below.", (4, 5, 6, 7)),
    ]
    found = [at(0, TIDY), finding(LATER, "call0_", TIDY)]
    assert said(composed(found, {})) == [("Tidy.\nSame in 2/2.", (0, 1))]
    found = [at(n, TYPO, f"s/a/{n}/") for n in (0, 1)]
    assert said(composed(found, {})) == [("Typos:\n\n    s/a/0/\n    s/a/1/", (0, 1))]


def test_what_is_dropped_is_not_said_and_the_next_is_said_in_full() -> None:
    out = composed([at(0, TIDY), at(1, TIDY)], {0: Choice(said=False, why="dropped: no")})
    assert said(out) == [("Tidy.", (1,))]
    assert [(one.drafted, one.held) for one in out.findings] == [(False, "dropped: no"), (True, "")]


@pytest.mark.parametrize(
    "found",
    [
        [at(0, LEAK), at(1, NIT)],  # a nit beside a bug
        [at(0, ASIDE), at(1, ASIDE)],  # too little for a mail
        [at(0, TIDY), replace(at(1, LEAK), raised_by="x@example.org")],
        [at(0, TIDY), replace(at(1, LEAK), drafted_on="x@example.org")],
        [at(0, TIDY), replace(at(1, LEAK), suppressed="not now")],
        [at(0, TIDY), replace(at(1, LEAK), confidence=Confidence.LOW)],
    ],
)
def test_what_is_wanted_is_said_against_all_policy(found: list[Finding]) -> None:
    assert not composed(found, {}).findings[1].drafted
    assert composed(found, {1: Choice()}).findings[1].drafted


def test_to_want_all_that_is_drafted_changes_nothing() -> None:
    found = [*(at(n, TIDY) for n in range(7)), at(7, NIT), at(8, TYPO, "s/a/b/")]
    before = composed(found, {})
    wanted = {number: Choice() for number, one in enumerate(before.findings) if one.drafted}
    assert composed(found, wanted).drafts == before.drafts


def test_asked_it_is_a_question() -> None:
    out = composed([at(0, TIDY), at(1, NIT)], {0: Choice(asked=True), 1: Choice(asked=True)})
    assert [text for text, _ in said(out)] == ["Tidy?", "Nit: space."], "one of them has none"


def test_words_of_a_person_stand_as_they_are_below_what_was_quoted() -> None:
    found = [at(0, TIDY), finding(LATER, "call0_", TIDY), at(1, TIDY)]
    (plain, _) = composed(found, {}).comments()
    own = f"Same {'long ' * 30}line\n\n#include <frob.h>\n  > and a quote"
    inside = Choice(said=False, within=0, why="in your words")
    out = composed(found, {0: Choice(words=own), 1: inside})
    first, second = out.comments()
    assert first.text == own
    assert first.quoted == plain.quoted.replace(plain.text, own)
    assert second.text == "Tidy.", "no other leans on them"
    assert first.findings == (0, 1)
    assert [one.drafted for one in out.findings] == [True, True, True]
    assert len(out.drafts) == 1, "they speak for the later patch, too"


def test_words_stand_for_a_list() -> None:
    found = [at(n, TYPO, f"s/a/{n}/") for n in range(3)]
    inside = Choice(said=False, within=0)
    out = composed(found, {0: Choice(words="Please run a speller."), 1: inside, 2: inside})
    assert said(out) == [("Please run a speller.", (0, 1, 2))]
