"""What holds at ten places is one finding, at the first of them, and is told once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting import check, finding, mail, series, wording
from reviewbot.model.finding import Confidence, Related
from reviewbot.model.fix import Edit
from reviewbot.places import gathered
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

HUNK = "Do it.\n---\n=== drivers/frob/core.c\n@@\n+\tone();\n+\ttwo();\n+\tthree();\n+\tfour();\n"
PATCH = mail(HUNK)
CHECK = replace(check("frob.style"), once=True)
WORDING = wording({"frob.style": "{{ what }}, please."})


def at(text: str, confidence: Confidence = Confidence.HIGH, patch: Patch = PATCH) -> Finding:
    """A finding of the check at a line."""
    return finding(patch, text, CHECK, {"what": f"tidy {text}"}, confidence)


def test_the_first_place_stands_for_all() -> None:
    (only,) = gathered([at("three"), at("one"), at("two")])
    first = at("one").body_line
    assert (only.body_line, only.facts["what"]) == (first, "tidy one")
    assert [(each.at, each.again) for each in only.related] == [
        (first + 1, True),
        (first + 2, True),
    ]


def test_the_first_of_the_lowest_rank_stands_for_all() -> None:
    found = [at("four"), replace(at("one"), rank=2), replace(at("three"), rank=1)]
    ranked = [replace(each, rank=each.rank or 2) for each in found]
    (only,) = gathered(ranked)
    assert only.facts["what"] == "tidy three"
    assert [each.at - only.body_line for each in only.related] == [-2, 1]
    (draft,), _ = compose([series(PATCH)], [only], [CHECK], WORDING, Policy())
    assert draft.comments[0][1] == "tidy three, please.\nSame on 2 more lines."


def test_a_place_that_was_related_already_stays_so() -> None:
    one = replace(at("one"), related=(Related(1, "the claim"),))
    (only,) = gathered([one, at("two")])
    assert [each.note for each in only.related] == ["the claim", "the same"]


def test_a_line_with_two_remarks_counts_once() -> None:
    (only,) = gathered([at("one"), at("one"), at("two"), at("two")])
    assert len(only.related) == 1


def test_what_it_is_about_elsewhere_is_named_where_it_is_not_the_same() -> None:
    def told(*found: Finding) -> str:
        (only,) = gathered(found, named="what")
        (draft,), _ = compose([series(PATCH)], [only], [CHECK], WORDING, Policy(asides=True))
        return draft.body.rpartition("please.\n")[2]

    one, two, three = at("one"), at("two"), at("three")
    assert told(one, two, three) == "Same for tidy two and tidy three on 2 more lines below.\n"
    same = replace(two, facts=one.facts)
    assert told(one, same) == "Same on 1 more line below.\n"
    assert told(one, same, three) == "Same for tidy one and tidy three on 2 more lines below.\n"
    here = replace(two, body_line=one.body_line)
    assert told(one, here) == "Same for tidy two.\n"
    assert told(one, here, three) == "Same for tidy two and tidy three on 1 more line below.\n"


def test_what_is_less_sure_does_not_count_as_sure() -> None:
    found = list(gathered([at("one"), at("two", Confidence.LOW), at("three")]))
    assert [(each.confidence, len(each.related)) for each in found] == [
        (Confidence.HIGH, 1),
        (Confidence.LOW, 0),
    ]


def test_what_is_of_another_kind_stands_for_itself() -> None:
    found = list(gathered([at("one"), at("two"), at("three")], ["what"]))
    assert [each.facts["what"] for each in found] == ["tidy one", "tidy two", "tidy three"]


def test_a_draft_says_it_at_the_first_place_and_counts_the_others() -> None:
    (found,) = gathered([at("one"), at("two"), at("four")])
    (draft,), (told,) = compose([series(PATCH)], [found], [CHECK], WORDING, Policy())
    assert [text for _, text in draft.comments] == [
        "tidy one, please.\nSame on 2 more lines below."
    ]
    assert told.drafted
    assert "two" not in draft.body.partition("tidy one")[0], "what is below is not quoted"


def test_a_series_hears_of_another_kind() -> None:
    first, second = mail(HUNK, "[PATCH 1/2] a: do"), mail(HUNK, "[PATCH 2/2] b: do")
    kinds = replace(CHECK, kinds=("what",))
    found = [*gathered([at("one", patch=first)]), *gathered([at("two", patch=second)])]
    drafts, _ = compose([series(first, second)], found, [kinds], WORDING, Policy())
    assert [draft.comments[0][1] for draft in drafts] == ["tidy one, please.", "tidy two, please."]


def test_a_series_hears_it_once_whatever_stands_there() -> None:
    first, second = mail(HUNK, "[PATCH 1/2] a: do"), mail(HUNK, "[PATCH 2/2] b: do")
    found = [*gathered([at("one", patch=first)]), *gathered([at("two", patch=second)])]
    drafts, _ = compose([series(first, second)], found, [CHECK], WORDING, Policy())
    (only,) = drafts
    assert only.comments[0][1] == "tidy one, please.\nSame in 2/2."


def test_their_fixes_are_one_and_none_if_one_has_none() -> None:
    one, two = (replace(at(text), fix=(Edit(1, 0, 1, 1, text),)) for text in ("one", "two"))
    (only,) = gathered([one, two])
    assert only.fix == (*one.fix, *two.fix)
    (only,) = gathered([one, two, at("three")])
    assert only.fix == ()
