"""What was written down under the former name of a check still holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting import check, finding, mail, series
from reviewbot.checks import registry
from reviewbot.checks.describe import listing
from reviewbot.knowledge import tiers
from reviewbot.knowledge.load import table
from reviewbot.knowledge.renamed import former_names, is_called, recorded_name
from reviewbot.model.finding import Confidence
from reviewbot.model.series import Prior
from reviewbot.model.tier import Tier
from reviewbot.repeats import mark_repeated, remark_key
from reviewbot.suppress import Suppression, mark_suppressed

MAIL = mail("Log.\n---\n=== drivers/frob/a.c\n@@\n+\tfrob(1);\n")
SPLIT = ("enum.missing_prefix", "enum.rank_name")


def names(*asked: str) -> list[str]:
    return [one.name for one in registry.select(asked)]


def test_only_checks_of_today_have_former_names() -> None:
    today = {one.name for one in registry.all_checks()}
    assert {entry["name"] for entry in table("renamed")["check"]} <= today


@pytest.mark.parametrize("name", ["enum.rank_name", "enum", "enum.ordinal_names"])
def test_a_check_is_called_by_its_name_its_family_and_its_former_name(name: str) -> None:
    assert is_called("enum.rank_name", name)
    assert not is_called("trailers.order", name)


def test_a_former_name_selects_all_that_came_of_the_check() -> None:
    assert names("enum.ordinal_names") == list(SPLIT)
    assert names("enum.rank_name") == ["enum.rank_name"]
    assert names("linkage.unused_after") == ["linkage.unused_after", "linkage.unused_parameter"]
    assert names("linkage.unused_parameter") == ["linkage.unused_parameter"]


def test_a_suppression_of_the_former_name_holds_for_all_that_came_of_it() -> None:
    for name in SPLIT:
        found = [finding(MAIL, "frob(1)", check(name))]
        entries = [Suppression("enum.ordinal_names", "we rank")]
        assert [f.suppressed for f in mark_suppressed(found, [series(MAIL)], entries)] == [
            "we rank"
        ]


def test_a_count_is_that_of_the_former_name_only_where_there_is_none_of_the_name() -> None:
    assert recorded_name("enum.rank_name", {"enum.ordinal_names"}) == "enum.ordinal_names"
    assert recorded_name("enum.rank_name", {"enum.ordinal_names", "enum.rank_name"}) == (
        "enum.rank_name"
    )
    assert recorded_name("trailers.order", {"enum.ordinal_names"}) == ""
    assert former_names("trailers.order") == ()


def test_feedback_on_the_former_name_is_listed_as_such() -> None:
    said = {"enum.ordinal_names": "2 wrong", "trailers.order": "1 right"}
    listed = listing([check("enum.rank_name"), check("trailers.order")], said)
    assert "[feedback: 2 wrong as enum.ordinal_names]" in listed
    assert "[feedback: 1 right]" in listed


def test_a_check_has_the_tier_of_its_former_name(monkeypatch: pytest.MonkeyPatch) -> None:
    low = Tier(Confidence.LOW, 200, 200, 1)
    monkeypatch.setattr(tiers, "tiers", lambda: {"enum.ordinal_names": low})
    assert [name for name in names() if tiers.tier_of(name) == low] == list(SPLIT)


def test_what_was_drafted_under_the_former_name_is_not_drafted_again() -> None:
    now = mail("Log.\n---\n=== drivers/frob/a.c\n@@\n+\tfrob(1);\n", "[PATCH v2] frob: Do a thing")
    old = finding(MAIL, "frob(1)", check("enum.ordinal_names"))
    again = finding(now, "frob(1)", check("enum.rank_name"))
    prior = Prior(earlier=(series(MAIL),))
    drafted = {MAIL.message.message_id: {remark_key(old)}}
    (marked,) = mark_repeated([again], [series(now)], lambda _: prior, drafted)
    assert marked == replace(again, drafted_on=MAIL.message.message_id)
