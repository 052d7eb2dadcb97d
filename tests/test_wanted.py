"""A remark is as sure as it is wanted, and recommends nothing that is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from drafting import mail, series
from reviewbot.checks.api import Check, Confidence, DiffContext, Remark, Severity
from reviewbot.context.repository import Repository
from reviewbot.context.tree import PatchedTree
from reviewbot.engine import run
from reviewbot.knowledge.load import table
from reviewbot.knowledge.taste import Taste
from reviewbot.knowledge.tiers import tier_of
from reviewbot.knowledge.voices import Point, Voice, Voices
from reviewbot.model.mail import Address
from reviewbot.model.tier import Tier
from trees import commit, make

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from reviewbot.model.finding import Finding

GOOD = "frob_read_any(f);\n"


def last_line(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last line of a patch."""
    yield Remark(len(context.message.lines))


CHECK = Check(
    name="table.terminator_comma",
    summary="",
    doc="",
    severity=Severity.NOTE,
    needs=DiffContext,
    run=last_line,
    package="tests",
    tier=Tier(Confidence.LOW),
)


IIO, LEDS = "linux-iio@vger.kernel.org", "linux-leds@vger.kernel.org"
JIC, ROB = "jic@example.org", "rob@example.org"


def voices(*me: str, **counts: tuple[float, float]) -> Voices:
    """Voices of those with these names, each with how often they asked, of how many chances."""
    known = {"iio": IIO, "leds": LEDS, "jic": JIC, "rob": ROB}
    found = [voice(known[name], {CHECK.name: Point(*count)}) for name, count in counts.items()]
    return Voices("", {each.address: each for each in found}, frozenset(me), usual=0.06)


def voice(address: str, points: Mapping[str, Point]) -> Voice:
    """A voice of these days."""
    return Voice(address, "linux" in address, since="2026-01-01", until="2026-01-31", points=points)


def said(
    check: Check,
    path: str,
    tree: Path | None = None,
    by: Voices | None = None,
    **headers: object,
) -> list[Finding]:
    """What a check says of a patch that adds a line to a file, to those with these voices."""
    by = by or voices(iio=(46, 100), leds=(0, 2000))
    patch = mail(f"Do it.\n---\n=== {path}\n@@\n a\n+b\n", **headers)  # type: ignore[arg-type]
    if tree is None:
        return list(run([series(patch)], [check], taste=Taste(by)).findings)
    with Repository(tree) as repository:
        return list(run([series(patch)], [check], repository, taste=Taste(by)).findings)


def confidence(
    check: Check,
    path: str,
    tree: Path | None = None,
    by: Voices | None = None,
    **headers: object,
) -> Confidence:
    """How sure its only remark is."""
    (only,) = said(check, path, tree, by, **headers)
    return only.confidence


def test_it_is_said_where_people_ask_for_it() -> None:
    assert confidence(CHECK, "drivers/iio/adc/frob.c") is Confidence.HIGH
    assert confidence(CHECK, "drivers/frob/core.c") is Confidence.LOW


def test_it_is_called_for_where_people_are_known_to_ask_for_it() -> None:
    by = voices(iio=(6, 100), leds=(2, 8))
    for path, called_for in (
        ("drivers/iio/adc/frob.c", True),
        ("drivers/leds/frob.c", True),  # few chances, but again
        ("drivers/frob/core.c", False),
    ):
        (only,) = said(replace(CHECK, tier=Tier()), path, by=by)
        assert only.confidence is Confidence.HIGH
        assert (only.called_for, only.insisted) == (called_for, False)


def test_the_list_counts_where_the_path_is_nobodys() -> None:
    to = IIO
    assert confidence(CHECK, "drivers/staging/frob/core.c", to=to) is Confidence.HIGH
    assert confidence(CHECK, "drivers/hwmon/frob.c", to=to) is Confidence.LOW


def test_the_tree_says_whose_a_file_is(tmp_path: Path) -> None:
    section = f"FROB\nL:\t{IIO}\nF:\tdrivers/frob/\nX:\tdrivers/frob/gizmo/\n"
    section += "\nIIO\nL:\tother@example.org\nF:\tdrivers/iio/\n"
    names = ("iio/adc/frob.c", "frob/core.c", "frob/gizmo/core.c", "hwmon/frob.c")
    files = {f"drivers/{name}": "a\n" for name in names}
    tree = make(tmp_path, {**files, "MAINTAINERS": section})
    sure = {name: confidence(CHECK, f"drivers/{name}", tree) for name in names}
    assert [name for name in names if sure[name] is Confidence.HIGH] == ["frob/core.c"]


def test_a_file_of_no_section_goes_by_directory(tmp_path: Path) -> None:
    text = "FROB\nF:\tdrivers/frob/\n"
    tree = make(tmp_path, {"drivers/iio/frob.c": "a\n", "MAINTAINERS": text})
    assert confidence(CHECK, "drivers/iio/frob.c", tree) is Confidence.HIGH


PLAIN = replace(CHECK, tier=Tier())
FROB = f"FROB\nM:\tJ <{JIC}>\nL:\t{LEDS}\nF:\tdrivers/frob/\n"


@pytest.fixture
def frob(tmp_path: Path) -> Path:
    """A tree in which a driver has a maintainer and a list."""
    return make(tmp_path, {"drivers/frob/core.c": "a\n", "MAINTAINERS": FROB})


@pytest.mark.parametrize(
    ("heard", "sure"),
    [
        (voices(), Confidence.MODERATE),  # of which nothing is known
        (voices(leds=(20, 40)), Confidence.HIGH),
        (voices(leds=(0, 40)), Confidence.LOW),
        (voices(leds=(1.4, 40)), Confidence.MODERATE),  # it tells nothing
        (voices(leds=(1, 1)), Confidence.MODERATE),  # too few to make it surer than its tier
        (voices(jic=(0, 40), leds=(4, 40)), Confidence.LOW),
        (voices(jic=(20, 40), leds=(0, 40)), Confidence.HIGH),
        (voices(jic=(0, 3), leds=(20, 40)), Confidence.HIGH),  # too few to count
        (voices(ROB, rob=(20, 40), jic=(0, 40)), Confidence.HIGH),
        (voices(ROB, rob=(0, 40), jic=(5, 40)), Confidence.LOW),
        (voices(rob=(0, 40), leds=(20, 40)), Confidence.HIGH),  # no reader of it
        (voices(iio=(0, 40)), Confidence.MODERATE),  # of what others want its tier knows more
        (voices(iio=(40, 40)), Confidence.MODERATE),
    ],
)
def test_the_nearest_counts_most(frob: Path, heard: Voices, sure: Confidence) -> None:
    check = replace(CHECK, tier=Tier(Confidence.MODERATE))
    assert confidence(check, "drivers/frob/core.c", frob, heard) is sure


@pytest.mark.parametrize(
    ("heard", "sure"),
    [
        (voices(ROB, rob=(1, 14)), Confidence.MODERATE),
        (voices(jic=(1, 14)), Confidence.MODERATE),
        (voices(ROB, rob=(0.4, 7)), Confidence.HIGH),  # hardly known
        (voices(leds=(1, 14)), Confidence.HIGH),  # a list, of which one may want it
    ],
)
def test_who_is_known_and_seldom_wants_it_is_asked(
    frob: Path, heard: Voices, sure: Confidence
) -> None:
    assert confidence(PLAIN, "drivers/frob/core.c", frob, heard) is sure


def test_what_is_lowered_says_who_never_asked(frob: Path) -> None:
    (only,) = said(PLAIN, "drivers/frob/core.c", frob, voices(leds=(0, 43.2)))
    assert (only.confidence, only.unwanted) == (
        Confidence.LOW,
        "never asked by linux-leds in 43 chances",
    )
    (other,) = said(PLAIN, "drivers/frob/core.c", frob, voices(ROB, rob=(2, 143)))
    assert other.unwanted == "asked by you in 2 of 143 chances"
    (open_,) = said(PLAIN, "drivers/frob/core.c", frob, voices(leds=(1, 10)))
    assert (open_.confidence, open_.unwanted) == (Confidence.HIGH, "")


@pytest.mark.parametrize(
    ("revision", "heard", "sure"),
    [
        ("v3", voices(leds=(5, 40)), Confidence.HIGH),
        ("v4", voices(leds=(5, 40)), Confidence.MODERATE),
        ("v4", voices(leds=(0, 40)), Confidence.LOW),
        ("v9", voices(leds=(20, 40)), Confidence.HIGH),  # that they always ask for
        ("v9", voices(), Confidence.MODERATE),  # nothing is known, of whatever revision
    ],
)
def test_of_late_revisions_less_is_wanted(
    frob: Path, revision: str, heard: Voices, sure: Confidence
) -> None:
    check = replace(CHECK, tier=Tier(Confidence.MODERATE))
    subject = f"[PATCH {revision}] frob: Do it"
    assert confidence(check, "drivers/frob/core.c", frob, heard, subject=subject) is sure


OWN_TREE = FROB.replace("L:", "T:\tgit git://example.org/git/jic/frob.git\nL:")
WHY_ASKED = "of taste, by who applies what is sent here"


@pytest.mark.parametrize(
    ("check", "section", "author", "heard", "sure"),
    [
        (PLAIN, OWN_TREE, JIC, (3, 40), Confidence.MODERATE),
        (PLAIN, OWN_TREE, JIC, (0, 40), Confidence.LOW),
        (PLAIN, OWN_TREE, JIC, (40, 40), Confidence.HIGH),  # on which his list insists
        (PLAIN, OWN_TREE, ROB, (3, 40), Confidence.HIGH),
        (PLAIN, FROB, JIC, (3, 40), Confidence.HIGH),  # only a driver of his
        (replace(PLAIN, severity=Severity.WARNING), OWN_TREE, JIC, (3, 40), Confidence.HIGH),
        (replace(PLAIN, name="unused.member"), OWN_TREE, JIC, (0, 0), Confidence.HIGH),
    ],
)
def test_of_taste_those_are_asked_who_apply_what_is_sent(  # noqa: PLR0913, PLR0917  what decides it
    tmp_path: Path,
    check: Check,
    section: str,
    author: str,
    heard: tuple[float, float],
    sure: Confidence,
) -> None:
    tree = make(tmp_path, {"drivers/frob/core.c": "a\n", "MAINTAINERS": section})
    (only,) = said(
        check, "drivers/frob/core.c", tree, voices(leds=heard), author=Address("A", author)
    )
    assert only.confidence is sure
    assert (only.unwanted == WHY_ASKED) is (sure is Confidence.MODERATE)


def reviewed(tree: Path, check: Check, tag: str, heard: tuple[float, float]) -> Finding:
    """What is said of a patch with a tag."""
    patch = mail(f"Do it.\n\n{tag}\n---\n=== drivers/frob/core.c\n@@\n a\n+b\n")
    with Repository(tree) as repository:
        taste = Taste(voices(leds=heard))
        (only,) = run([series(patch)], [check], repository, taste=taste).findings
    return only


@pytest.mark.parametrize(
    ("check", "tag", "heard", "sure"),
    [
        (PLAIN, f"Reviewed-by: J <{JIC}>", (3, 40), Confidence.MODERATE),
        (PLAIN, f"Reviewed-by: J <{JIC}>", (40, 40), Confidence.HIGH),  # the list insists on it
        (PLAIN, f"Acked-by: J <{JIC}>", (3, 40), Confidence.HIGH),
        (PLAIN, f"Reviewed-by: R <{ROB}>", (3, 40), Confidence.HIGH),  # who maintains nothing
        (PLAIN, "Link: https://example.org", (3, 40), Confidence.HIGH),
        (
            replace(PLAIN, severity=Severity.WARNING),
            f"Reviewed-by: J <{JIC}>",
            (3, 40),
            Confidence.HIGH,
        ),
        (replace(PLAIN, name="unused.member"), f"Reviewed-by: J <{JIC}>", (0, 0), Confidence.HIGH),
    ],
)
def test_of_taste_it_is_asked_what_a_maintainer_has_reviewed(
    frob: Path, check: Check, tag: str, heard: tuple[float, float], sure: Confidence
) -> None:
    only = reviewed(frob, check, tag, heard)
    assert only.confidence is sure
    assert (only.unwanted == "of taste, reviewed by J") is (sure is Confidence.MODERATE)


def test_what_is_no_matter_of_taste_is_wanted_as_long_as_it_is_there(frob: Path) -> None:
    warning = replace(PLAIN, severity=Severity.WARNING)
    where, heard = "drivers/frob/core.c", voices(leds=(4, 40))
    late = {"subject": "[PATCH v5] frob: Do it"}
    assert confidence(warning, where, frob, heard, **late) is Confidence.HIGH
    assert confidence(PLAIN, where, frob, heard, **late) is Confidence.MODERATE


def test_what_is_lowered_for_a_late_revision_says_so(frob: Path) -> None:
    where, heard = "drivers/frob/core.c", voices(leds=(2, 40))
    (late,) = said(PLAIN, where, frob, heard, subject="[PATCH v5] frob: Do it")
    assert late.unwanted == "asked by linux-leds in 2 of 40 chances, fewer from v4 on"
    (never,) = said(PLAIN, where, frob, voices(leds=(0, 40)), subject="[PATCH v5] frob: Do it")
    assert never.unwanted == "never asked by linux-leds in 40 chances"


def test_of_those_of_whom_nothing_is_known_taste_counts_less_in_a_late_revision(frob: Path) -> None:
    far, where = voices(iio=(4, 100)), "drivers/frob/core.c"
    (late,) = said(PLAIN, where, frob, far, subject="[PATCH v4] frob: Do it")
    assert (late.confidence, late.unwanted) == (Confidence.MODERATE, "of taste, in v4 or later")
    assert confidence(PLAIN, where, frob, far, subject="[PATCH v3] frob: Do it") is Confidence.HIGH
    often = voices(iio=(40, 100))
    assert (
        confidence(PLAIN, where, frob, often, subject="[PATCH v4] frob: Do it") is Confidence.HIGH
    )


def test_what_readers_found_false_is_no_surer_where_people_ask_for_it(frob: Path) -> None:
    doubted = replace(CHECK, tier=Tier(Confidence.MODERATE, doubt="2 of 9 read were wrong"))
    (only,) = said(doubted, "drivers/frob/core.c", frob, voices(leds=(20, 40)))
    assert (only.confidence, only.unwanted) == (
        Confidence.MODERATE,
        "not sure enough: 2 of 9 read were wrong",
    )


def test_what_readers_would_not_have_sent_is_surer_only_where_people_insist(frob: Path) -> None:
    unsent = replace(CHECK, tier=Tier(Confidence.MODERATE, unsent="9 of 9 read were not wanted"))
    (only,) = said(unsent, "drivers/frob/core.c", frob, voices(leds=(3, 40)))
    assert (only.confidence, only.unwanted) == (
        Confidence.MODERATE,
        "seldom worth sending: 9 of 9 read were not wanted",
    )
    (only,) = said(CHECK, "drivers/frob/core.c", frob, voices(leds=(3, 40)))
    assert only.confidence is Confidence.HIGH
    (only,) = said(unsent, "drivers/frob/core.c", frob, voices(leds=(5, 40)))
    assert not only.insisted  # of others that is enough
    (only,) = said(unsent, "drivers/frob/core.c", frob, voices(leds=(20, 40)))
    assert only.insisted


def test_no_voice_silences_a_bug(frob: Path) -> None:
    bug = replace(PLAIN, severity=Severity.ERROR)
    assert confidence(bug, "drivers/frob/core.c", frob, voices(leds=(0, 400))) is Confidence.HIGH


def unsure(context: DiffContext) -> Iterator[Remark]:
    """Ask about the last line of a patch."""
    yield Remark(len(context.message.lines), confidence=Confidence.MODERATE)


ASKS = replace(PLAIN, run=unsure)


@pytest.mark.parametrize(
    ("check", "heard", "sure"),
    [
        (ASKS, voices(leds=(20, 40)), Confidence.HIGH),
        (ASKS, voices(leds=(5, 40)), Confidence.HIGH),
        (ASKS, voices(leds=(2, 40)), Confidence.MODERATE),
        (ASKS, voices(jic=(20, 40)), Confidence.HIGH),
        (ASKS, voices(jic=(3, 40), leds=(20, 40)), Confidence.MODERATE),  # the nearest counts most
        (ASKS, voices(iio=(40, 40)), Confidence.MODERATE),  # who insists will not read it
        (ASKS, voices(leds=(2, 2)), Confidence.MODERATE),  # too few
        (ASKS, voices(leds=(1, 20), iio=(90, 90)), Confidence.MODERATE),  # others do
        (replace(ASKS, tier=Tier(Confidence.MODERATE)), voices(leds=(20, 40)), Confidence.HIGH),
        (replace(ASKS, severity=Severity.WARNING), voices(leds=(40, 40)), Confidence.MODERATE),
        (
            replace(ASKS, tier=Tier(Confidence.MODERATE, doubt="2 of 9 read were wrong")),
            voices(leds=(40, 40)),
            Confidence.MODERATE,
        ),
    ],
)
def test_of_taste_what_a_check_only_asks_is_said_where_people_insist(
    frob: Path, check: Check, heard: Voices, sure: Confidence
) -> None:
    (only,) = said(check, "drivers/frob/core.c", frob, heard)
    assert (only.confidence, only.insisted) == (sure, sure is Confidence.HIGH)


def test_who_gets_a_copy_of_a_patch_to_other_files_does_not_insist() -> None:
    (only,) = said(ASKS, "drivers/staging/core.c", by=voices(iio=(40, 40)), to=IIO)
    assert (only.confidence, only.insisted) == (Confidence.MODERATE, False)
    (own,) = said(ASKS, "drivers/iio/adc/frob.c", by=voices(iio=(40, 40)), to=IIO)
    assert (own.confidence, own.insisted) == (Confidence.HIGH, True)


def test_in_late_revisions_nobody_insists(frob: Path) -> None:
    (only,) = said(
        ASKS,
        "drivers/frob/core.c",
        frob,
        voices(leds=(40, 40)),
        subject="[PATCH v4] frob: Do it",
    )
    assert (only.confidence, only.insisted) == (Confidence.MODERATE, False)


def recommends(*names: str) -> Check:
    """A check that tells to use these."""

    def use(context: DiffContext) -> Iterator[Remark]:
        yield Remark(len(context.message.lines), recommends=names)

    return replace(CHECK, run=use)


def test_a_helper_the_tree_lacks_is_not_recommended(tmp_path: Path) -> None:
    header = "#define dev_err_probe(dev, err, fmt) x\nint frob_get_enabled(void);\n"
    tree = make(tmp_path, {"include/linux/device.h": header, "drivers/frob/core.c": "a\n"})
    path = "drivers/frob/core.c"
    assert said(recommends("dev_err_probe", "frob_get_enabled"), path, tree)
    assert not said(recommends("dev_err_probe", "guard"), path, tree)


def test_without_a_tree_it_is_not_recommended_before_its_release() -> None:
    before, after = datetime(2022, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    assert said(recommends("guard"), "drivers/frob/core.c", date=after)
    assert not said(recommends("guard"), "drivers/frob/core.c", date=before)
    assert not said(recommends("frob_unheard_of"), "drivers/frob/core.c", date=after)
    assert not said(recommends("guard"), "drivers/frob/core.c", date=None)


@pytest.mark.parametrize(
    ("day", "is_said"),
    [
        (datetime(2022, 6, 13, tzinfo=UTC), False),  # guard() came with 6.5, of August 2023
        (datetime(2023, 7, 1, tzinfo=UTC), True),  # in linux-next it was before
        (datetime(2025, 1, 1, tzinfo=UTC), True),
        (None, True),
    ],
)
def test_what_came_long_after_the_mail_is_not_recommended(
    tmp_path: Path, day: datetime | None, *, is_said: bool
) -> None:
    headers = {"include/linux/cleanup.h": "#define guard(a) a\n#define frob_unheard_of(a) a\n"}
    tree = make(tmp_path, {**headers, "drivers/frob/core.c": "a\n"})
    assert bool(said(recommends("guard"), "drivers/frob/core.c", tree, date=day)) is is_said
    assert said(recommends("frob_unheard_of"), "drivers/frob/core.c", tree, date=day)


def test_every_helper_names_a_release_that_is_known() -> None:
    released = table("releases")["released"]
    assert [one["name"] for one in table("helpers")["helper"] if one["since"] not in released] == []


def test_the_tree_is_searched_once_however_many_lines_are_remarked_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = make(tmp_path, {"drivers/frob/core.c": "a\n"})
    searched: list[str] = []
    files_with = PatchedTree.files_with

    def counted(self: PatchedTree, words: Iterable[str], under: str = "") -> object:
        searched.append(under)
        return files_with(self, words, under)

    def every_line(context: DiffContext) -> Iterator[Remark]:
        for file in context.files:
            for line in file.hunks[0].lines:
                yield Remark(line.body_line, recommends=("frob_read_any",))

    monkeypatch.setattr(PatchedTree, "files_with", counted)
    (tmp_path / "include").mkdir()
    commit(tmp_path, {"include/frob.h": GOOD})
    check = replace(CHECK, run=every_line)
    assert len(said(check, "drivers/frob/core.c", tree)) > 1
    assert searched == ["include"]


def test_what_readers_hardly_ever_wanted_is_for_those_who_ask_for_it() -> None:
    rows = table("unmissed")["checks"]
    assert all(row["wanted"] <= 1 and row["judged"] >= 8 for row in rows)
    check = replace(PLAIN, name=rows[0]["name"], tier=tier_of(rows[0]["name"]))
    asks = Voices("", {IIO: voice(IIO, {check.name: Point(20, 40)})}, frozenset(), usual=0.06)
    assert confidence(check, "drivers/iio/adc/frob.c", by=asks) is Confidence.HIGH
    (only,) = said(check, "drivers/frob/core.c", by=asks)
    assert only.confidence is Confidence.LOW
    assert only.unwanted.endswith(" that were asked")
    (other,) = said(PLAIN, "drivers/frob/core.c", by=asks)
    assert other.confidence is Confidence.HIGH
    few = {check.name: Point(2, 8)}
    again = Voices("", {IIO: voice(IIO, few)}, frozenset(), usual=0.06)
    assert confidence(check, "drivers/iio/adc/frob.c", by=again) is not Confidence.LOW
    once = Voices("", {IIO: voice(IIO, {check.name: Point(1, 8)})}, frozenset(), usual=0.06)
    assert confidence(check, "drivers/iio/adc/frob.c", by=once) is Confidence.LOW


def test_who_asked_again_and_again_is_asked_whatever_others_would_send() -> None:
    unsent = replace(CHECK, tier=Tier(Confidence.LOW, unsent="9 of 9 read were not wanted"))
    path = "drivers/iio/adc/frob.c"
    assert confidence(unsent, path, by=voices(iio=(4, 43))) is Confidence.MODERATE
    assert confidence(unsent, path, by=voices(iio=(1, 8))) is Confidence.LOW
    assert confidence(unsent, path, by=voices(iio=(3, 43))) is Confidence.LOW
    false = replace(CHECK, tier=Tier(Confidence.LOW, doubt="9 of 20 read were false"))
    assert confidence(false, path, by=voices(iio=(4, 43))) is Confidence.LOW
