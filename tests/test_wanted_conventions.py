"""A remark is as sure as the code around keeps the convention it goes by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafting import mail, series
from reviewbot.checks.api import Check, Confidence
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.knowledge.conventions import Conventions
from reviewbot.knowledge.habits import habits
from reviewbot.knowledge.taste import Taste
from reviewbot.knowledge.voices import NOBODY, Point, Voice, Voices
from reviewbot.model.tier import Tier
from test_wanted import CHECK, IIO
from trees import make

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.finding import Finding


GUARD = replace(CHECK, name="frob.nobody_asks_for", convention="guard")


@pytest.fixture(autouse=True)
def _bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever measures the bounds anew changes nothing here."""
    known = {
        "guard": replace(habits()["guard"], draft=0.3, ask=0.1),
        "min_max": replace(habits()["min_max"], draft=None, ask=0.5),
    }
    monkeypatch.setattr("reviewbot.wanted.habits", lambda: known)


def said(
    check: Check,
    path: str,
    tree: Path | None = None,
    *,
    table: Conventions,
    by: Voices = NOBODY,
) -> list[Finding]:
    """What a check says of a patch that adds a line to a file."""
    patch = mail(f"Do it.\n---\n=== {path}\n@@\n a\n+b\n")
    taste = Taste(by, lambda: table)
    if tree is None:
        return list(run([series(patch)], [check], taste=taste).findings)
    with Repository(tree) as repository:
        return list(run([series(patch)], [check], repository, taste=taste).findings)


def kept(*rows: tuple[str, str], sections: tuple[tuple[str, str], ...] = ()) -> Conventions:
    """A table of conventions."""
    return Conventions("frob 1.0", dict(rows), dict(sections))


@pytest.mark.parametrize(
    ("row", "sure"),
    [
        ("guard 41/43", Confidence.HIGH),
        ("bit 1/90, guard 13/40", Confidence.HIGH),
        ("guard 8/40", Confidence.MODERATE),
        ("guard 1/40", Confidence.LOW),
    ],
)
def test_else_it_is_as_sure_as_the_code_around_keeps_to_it(row: str, sure: Confidence) -> None:
    (only,) = said(GUARD, "drivers/frob/core.c", table=kept(("drivers/frob", row)))
    assert only.confidence is sure
    words = "locks taken in drivers/frob are held by a guard"
    is_lowered = sure is not Confidence.HIGH
    assert only.unwanted.endswith(words) is is_lowered
    assert only.kept is not None
    assert only.kept.where == "drivers/frob"


def test_it_overrules_nobody_who_will_read_it() -> None:
    points = {GUARD.name: Point(40, 40)}
    voice = Voice("frob@example.org", is_list=False, since="", until="", points=points)
    by = Voices("", {voice.address: voice}, frozenset([voice.address]))
    (only,) = said(GUARD, "drivers/frob/core.c", table=kept(("drivers/frob", "guard 0/50")), by=by)
    assert only.confidence is Confidence.HIGH
    assert only.kept is None


def test_what_a_list_wants_is_asked_where_the_code_around_keeps_to_something_else() -> None:
    points = {GUARD.name: Point(4, 40)}
    voice = Voice(IIO, is_list=True, since="", until="", points=points)
    by = Voices("", {voice.address: voice})
    for row, sure in (("guard 0/50", Confidence.MODERATE), ("guard 9/50", Confidence.HIGH)):
        (only,) = said(GUARD, "drivers/iio/frob.c", table=kept(("drivers/iio", row)), by=by)
        assert only.confidence is sure
    assert only.kept is None


def test_who_insists_on_it_goes_before_the_code_around() -> None:
    points = {GUARD.name: Point(8, 12)}  # too few to be known otherwise
    voice = Voice(IIO, is_list=True, since="", until="", points=points)
    by = Voices("", {voice.address: voice})
    for row in ("guard 8/40", "guard 0/40"):
        (only,) = said(GUARD, "drivers/iio/core.c", table=kept(("drivers/iio", row)), by=by)
        assert (only.confidence, only.insisted) == (Confidence.HIGH, True)


def test_where_it_tells_nothing_the_tier_decides_whatever_other_lists_ask_for() -> None:
    points = {GUARD.name: Point(0, 400)}
    voice = Voice("linux-other@example.org", is_list=True, since="", until="", points=points)
    by = Voices("", {voice.address: voice})
    check = replace(GUARD, tier=Tier(Confidence.MODERATE))
    for row, sure in (("guard 41/43", Confidence.HIGH), ("bit 1/90", Confidence.MODERATE)):
        (only,) = said(check, "drivers/frob/core.c", table=kept(("drivers/frob", row)), by=by)
        assert only.confidence is sure


def test_some_tell_only_what_is_not_wanted() -> None:
    check = replace(GUARD, convention="min_max", tier=Tier(Confidence.MODERATE))
    for row, sure in (("min_max 99/99", Confidence.MODERATE), ("min_max 0/99", Confidence.LOW)):
        (only,) = said(check, "drivers/frob/core.c", table=kept(("drivers/frob", row)))
        assert only.confidence is sure


def test_the_nearest_directory_that_says_something_counts() -> None:
    table = kept(
        ("drivers/frob", "guard 40/40"),
        ("drivers/frob/old", "guard 0/40"),
        ("drivers/a", "bit 1/9"),
    )

    def sure(path: str) -> Confidence:
        return said(GUARD, path, table=table)[0].confidence

    assert sure("drivers/frob/new/deep/core.c") is Confidence.HIGH
    assert sure("drivers/frob/old/core.c") is Confidence.LOW
    surest = replace(GUARD, tier=Tier(Confidence.MODERATE))
    assert said(surest, "drivers/a/core.c", table=table)[0].confidence is Confidence.MODERATE


def test_where_no_directory_says_it_the_section_does(tmp_path: Path) -> None:
    tree = make(tmp_path, {"mm/frob.c": "a\n", "MAINTAINERS": "FROB MEMORY\nF:\tmm/frob*\n"})
    table = kept(sections=(("FROB MEMORY", "guard 40/40"),))
    assert said(GUARD, "mm/frob.c", tree, table=table)[0].confidence is Confidence.HIGH
    assert said(GUARD, "mm/other.c", tree, table=table)[0].confidence is Confidence.LOW
    assert said(GUARD, "mm/frob.c", table=table)[0].confidence is Confidence.LOW


def test_a_file_that_does_it_all_one_way_goes_by_itself(tmp_path: Path) -> None:
    held = "void frob(void)\n{\n\tguard(mutex)(&a);\n}\n"
    taken = held.replace("guard(mutex)(&a)", "mutex_lock(&a)")
    files = {
        "drivers/frob/held.c": "a\n" + 3 * held,
        "drivers/frob/taken.c": "a\n" + 3 * taken,
        "drivers/frob/both.c": "a\n" + held + 3 * taken,
        "drivers/frob/few.c": "a\n" + 2 * taken,
    }
    tree = make(tmp_path, files)
    table = kept(("drivers/frob", "guard 8/40"))
    sure = [said(GUARD, path, tree, table=table)[0] for path in files]
    low, moderate, high = Confidence.LOW, Confidence.MODERATE, Confidence.HIGH
    assert [one.confidence for one in sure] == [high, low, moderate, moderate]
    assert sure[1].unwanted == "0 of the 3 locks taken in this file are held by a guard"
