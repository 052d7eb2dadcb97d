"""Titles a cover lists beside those the patches have."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.checks.series.cover_claims import check
from reviewbot.context.levels import DiffContext
from reviewbot.model.finding import Confidence
from reviewbot.model.series import Series

DIFF = "\n\nIt is better.\n---\n=== drivers/frob/core.c\n@@\n+	frob_start(frob);\n"
FIRST = "frob: register in the order of probe"


def found(listed: list[str], *posted: str) -> list[tuple[str, Confidence]]:
    """The title of each remark's line, and how sure it is."""
    text = "".join(f"  {title}\n" for title in listed)
    prose = "".join(f"{title}\n" for title in listed)
    count = len(posted)
    cover = example_patch(
        f"Subject: [PATCH 0/{count}] frob\n\n{prose}\nA. Author ({len(listed)}):\n{text}"
    )
    patches = tuple(
        example_patch(
            f"Subject: [PATCH {at}/{count}] {title}{DIFF}", message_id=f"{at}@example.org"
        )
        for at, title in enumerate(posted, 1)
    )
    series = Series("frob", 1, is_rfc=False, cover=cover, patches=patches, expected=count)
    remarks = check(DiffContext(cover, series))
    return [(cover.message.line(one.at), one.confidence) for one in remarks]


@pytest.mark.parametrize(
    ("listed", "posted"),
    [
        ("Let drivers read a register again", "hwmon: (frob) Let drivers read a register again"),
        ("frob: fold the list", "frob: core: fold the list of devices into the bus"),
        ("gizmo: count each turn of the wheel", "hwmon: (gizmo) count turns of the wheel"),
        ("[PATCH 2/2] frob: fold the list", "frob: fold the list"),
        ("frob: fold the list", "iio: adc: Fold the list"),
    ],
)
def test_a_title_that_was_reworded(listed: str, posted: str) -> None:
    assert found([FIRST, listed], FIRST, posted) == []


@pytest.mark.parametrize(
    ("listed", "posted"),
    [
        ("frob: stop counting frames", "frob: frames may be lost where nobody reads"),
        (
            "frob: add support for the FR310, FR311, FR312 and FR313",
            "frob: support what else to add",
        ),
        ("dt-bindings: gizmo: ask for what is needed", "dt-bindings: FR310 and FR311 alone"),
    ],
)
def test_a_title_that_may_be_another_for_the_same_patch(listed: str, posted: str) -> None:
    assert found([FIRST, listed], FIRST, posted) == [(f"  {listed}", Confidence.LOW)]


def test_a_title_that_may_be_another_is_like_one_that_is_there_as_well() -> None:
    listed = 'frob: fix warnings "no space before tabs"'
    there, posted = "frob: fix coding style warnings", "frob: fix style warnings"
    assert found([FIRST, there, listed], FIRST, there, posted) == [(f"  {listed}", Confidence.LOW)]


@pytest.mark.parametrize("listed", ["gizmo: spin the wheel by hand", "docs: tell of registers"])
def test_a_title_without_a_word_of_the_other(listed: str) -> None:
    posted = "frob: stop counting frames"
    assert found([FIRST, listed], FIRST, posted) == [(f"  {listed}", Confidence.HIGH)]


def test_one_patch_more_than_there_is() -> None:
    more = "frob: stop counting frames"
    assert found([FIRST, "frob: fold the list", more], FIRST, "frob: fold the list") == [
        (f"  {more}", Confidence.HIGH)
    ]


def test_a_patch_of_another_posting_in_the_place_of_one_that_is_not_here() -> None:
    titles = [FIRST, "gizmo: spin the wheel by hand"]
    shortlog = "".join(f"  {title}\n" for title in titles)
    ids = ["20260112-frob-v1-0-ada@x", "20260112-frob-v1-1-ada@x", "20260112.4711-2-ada@x"]

    def claims(ids: list[str]) -> bool:
        cover = example_patch(
            f"Subject: [PATCH 0/2] frob\n\nA. Author (2):\n{shortlog}", message_id=ids[0]
        )
        patches = tuple(
            example_patch(f"Subject: [PATCH {at}/2] {title}{DIFF}", message_id=ids[at])
            for at, title in enumerate([FIRST, "frob: stop counting frames"], 1)
        )
        series = Series("frob", 1, is_rfc=False, cover=cover, patches=patches, expected=2)
        return bool(list(check(DiffContext(cover, series))))

    assert not claims(ids)
    assert claims([*ids[:2], "20260112-frob-v1-2-ada@x"])
