"""A mail has no more remarks than somebody reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting import check, finding, mail, series, wording
from reviewbot.checks.api import Confidence, Severity
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.reply.worth import MOST

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding

COUNT = MOST + 3
LINES = "".join(f"+\tcall{n}_();\n" for n in range(COUNT))
PATCH = mail(f"Do it.\n---\n=== drivers/frob/core.c\n@@\n{LINES}")
CHECKS = [check(f"frob.note{n}", Severity.NOTE) for n in range(COUNT - 1)]
WORSE = check("frob.worse", Severity.WARNING)
ALL = [*CHECKS, WORSE]
WORDING = wording({one.name: f"Mind {one.name}." for one in ALL})


def test_the_most_severe_are_said_and_the_rest_is_told() -> None:
    found = [finding(PATCH, f"call{n}_", one) for n, one in enumerate(ALL)]
    (draft,), told = compose([series(PATCH)], found, ALL, WORDING, Policy())
    assert len(draft.comments) == MOST
    assert [one.held for one in told if not one.drafted] == ["one of 3 smaller remarks"] * 3
    assert told[-1].drafted, "the last line has the one that is worse"


def test_of_what_is_alike_that_is_said_which_readers_insist_on() -> None:
    found = [finding(PATCH, f"call{n}_", one) for n, one in enumerate(ALL)]
    found[MOST] = replace(found[MOST], insisted=True)
    _, told = compose([series(PATCH)], found, ALL, WORDING, Policy())
    assert [one.drafted for one in told] == [True] * (MOST - 2) + [False] * 2 + [True, False, True]


def test_who_wants_questions_gets_more_to_choose_from() -> None:
    found = [finding(PATCH, f"call{n}_", one) for n, one in enumerate(ALL)]
    (draft,), _ = compose([series(PATCH)], found, ALL, WORDING, Policy(ask=True))
    assert len(draft.comments) == COUNT


def test_what_one_check_says_in_many_words_is_one_remark() -> None:
    only = check("frob.tidy")
    words = wording({"frob.tidy": "Tidy {{ what }}."})
    found = [finding(PATCH, f"call{n}_", only, {"what": f"{n}"}) for n in range(COUNT)]
    _, told = compose([series(PATCH)], found, [only], words, Policy())
    assert not [one for one in told if one.held.startswith("one of")]


def test_a_remark_names_the_patches_whose_reply_has_no_room_for_it() -> None:
    full = mail(f"Do it.\n---\n=== drivers/frob/core.c\n@@\n{LINES}", "[PATCH 1/3] frob: One")
    two = mail("Do it.\n---\n=== drivers/frob/two.c\n@@\n+\tcall1_();\n", "[PATCH 2/3] frob: Two")
    last = mail(f"Do it.\n---\n=== drivers/frob/c.c\n@@\n{LINES}", "[PATCH 3/3] frob: Three")
    nits = [replace(one, nit=True) for one in CHECKS]
    bug = replace(WORSE, bug=True)
    found = [
        *(finding(one, "call1_", nits[0]) for one in (full, two, last)),
        *(finding(one, "call2_", bug) for one in (full, last)),
    ]
    drafts, told = compose([series(full, two, last)], found, [*nits, bug], WORDING, Policy())
    assert drafts[1].body.endswith("\nMind frob.note0.\nSame in 1/3 and 3/3.\n")
    said = "said in the reply to patch 2"
    assert [one.held for one in told] == [said, "", said, "", "said in the reply to patch 1"]


def test_a_remark_names_the_patches_where_somebody_let_it_pass() -> None:
    one, two, last = (
        mail(f"Do it.\n---\n=== a{n}.c\n@@\n+\tcall1_();\n", f"[PATCH {n}/3] frob: Do {n}")
        for n in (1, 2, 3)
    )
    first, said, third = (finding(each, "call1_", CHECKS[0]) for each in (one, two, last))
    low = replace(third, confidence=Confidence.LOW, unwanted="let pass")
    spared = replace(first, confidence=Confidence.LOW, unwanted="let pass", spared=True)
    found = [spared, said, low]
    (draft,), told = compose([series(one, two, last)], found, CHECKS, WORDING, Policy(asides=True))
    assert draft.body.endswith("\nMind frob.note0.\nSame in 1/3.\n")
    assert [one.held for one in told] == ["said in the reply to patch 2", "", "let pass"]
    _, alone = compose([series(one, two, last)], found[:1], CHECKS, WORDING, Policy(asides=True))
    assert [one.held for one in alone] == ["let pass"]


def test_a_list_is_one_remark() -> None:
    listed = replace(check("frob.typo"), list_title="Typos")
    words = wording({"frob.typo": "{{ what }}"})
    found = [finding(PATCH, f"call{n}_", listed, {"what": f"s/a/{n}/"}) for n in range(COUNT)]
    (draft,), told = compose([series(PATCH)], found, [listed], words, Policy())
    assert len(draft.comments) == 1
    assert all(one.drafted for one in told)


def test_the_same_remark_on_many_lines_is_one() -> None:
    only = check("frob.tidy")
    found = [finding(PATCH, f"call{n}_", only) for n in range(COUNT)]
    _, told = compose([series(PATCH)], found, [only], wording({"frob.tidy": "Tidy."}), Policy())
    assert not [one for one in told if one.held.startswith("one of")]


def test_what_a_check_says_aside_is_said_beside_something_else_or_where_readers_insist() -> None:
    small = replace(finding(PATCH, "call0_", CHECKS[0]), aside=True)
    other = finding(PATCH, "call1_", CHECKS[1])

    def drafted(*found: Finding) -> list[bool]:
        _, told = compose([series(PATCH)], found, ALL, WORDING, Policy())
        return [one.drafted for one in told]

    assert drafted(small) == [False]
    assert drafted(small, other) == [True, True]
    assert drafted(replace(small, insisted=True)) == [True]
