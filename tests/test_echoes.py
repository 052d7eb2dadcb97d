"""Two checks say the same of a line: one yields."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting import check, finding, mail
from reviewbot.echoes import without_echoes
from reviewbot.model.finding import Confidence, Related

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding

PATCH = mail("Do it.\n---\n=== a.c\n@@\n+\tone();\n+\ttwo();\n+\tthree();\n")
OURS = check("frob.style")


def peer(text: str) -> Finding:
    found = finding(PATCH, text, check("peers.checkpatch"), {})
    return replace(found, yields_to=("frob.style",))


def test_it_yields_on_the_line_of_the_other() -> None:
    ours, theirs = finding(PATCH, "one", OURS, {}), peer("one")
    assert list(without_echoes([theirs, ours])) == [ours]


def test_it_yields_where_the_other_names_the_line_as_the_same() -> None:
    ours = finding(PATCH, "one", OURS, {})
    two = peer("two")
    ours = replace(ours, related=(Related(two.body_line, "the same", again=True),))
    assert list(without_echoes([ours, two])) == [ours]


def test_elsewhere_it_stays() -> None:
    found = [finding(PATCH, "one", OURS, {}), peer("three")]
    assert list(without_echoes(found)) == found


def test_the_same_line_of_another_mail_is_elsewhere() -> None:
    found = [replace(finding(PATCH, "one", OURS, {}), message_id="2@x"), peer("one")]
    assert list(without_echoes(found)) == found


def test_nothing_yields_to_it() -> None:
    found = [finding(PATCH, "one", check("frob.other"), {}), peer("one")]
    assert list(without_echoes(found)) == found


def test_of_several_places_only_those_of_the_other_go() -> None:
    places = [Related(peer(text).body_line, "the same", again=True) for text in ("two", "three")]
    theirs = replace(peer("one"), related=(*places, Related(1, "the claim")))
    ours = finding(PATCH, "two", OURS, {})
    _, left = without_echoes([ours, theirs])
    assert left.related == (places[1], Related(1, "the claim"))


def test_what_another_makes_moot_in_the_same_statement_goes() -> None:
    said = replace(finding(PATCH, "one", check("frob.newline")), moot_beside=("frob.banner",))
    banner = finding(PATCH, "three", check("frob.banner"))
    assert list(without_echoes([said, banner])) == [banner]
    unsure = replace(banner, confidence=Confidence.MODERATE)
    assert list(without_echoes([said, unsure])) == [said, unsure], "nobody may hear of it"
