"""What the checks of conversions make of the other patches of a series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.model.finding import Confidence
from trees import commit, make, posted

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.series import Series

Files = dict[str, str | bytes | None]

CORE = "drivers/frob/core.c"
POLL = "drivers/frob/poll.c"
GAP = "".join(f"\tfrob_write(frob, FROB_CTRL, {number});\n" for number in range(9))


def core(tell: str, last: str, stop: str = "frob_stop") -> str:
    """Three functions that tell of the end of a frob; the last one is apart from both others."""
    return (
        f"static void frob_unplug(struct frob *frob)\n{{\n"
        f"\t{tell}(&frob_listeners, FROB_GONE, frob);\n{GAP}}}\n\n"
        f"static void frob_suspend(struct frob *frob)\n{{\n"
        f"\t{tell}(&frob_listeners, FROB_GONE, frob);\n{GAP}}}\n\n"
        f"static void frob_release(struct frob *frob)\n{{\n{GAP}"
        f"\t{stop}(frob);\n\t{last}(&frob_listeners, FROB_GONE, frob);\n}}\n"
    )


def poll(tell: str) -> str:
    """A function of another file that tells, too."""
    return (
        f"void frob_poll(struct frob *frob)\n{{\n\t{tell}(&frob_listeners, FROB_GONE, frob);\n}}\n"
    )


def series(where: Path, *steps: Files) -> Series:
    """Commits on top of a repository whose files call the old function, as posted."""
    make(where, {CORE: core("frob_tell", "frob_tell"), POLL: poll("frob_count")})
    for number, files in enumerate(steps, 1):
        commit(where, files, f"frob: core: change step {number}")
    return posted(where, f"HEAD~{len(steps)}")


def said(check: str, where: Path, series: Series) -> list[tuple[int, Confidence]]:
    """Patch and confidence of what a check says of a series on the tree it starts from."""
    with Repository(where, f"HEAD~{len(series.patches)}") as repository:
        result = run([series], select([check]), repository)
    assert not result.failures
    return [(finding.patch, finding.confidence) for finding in result.findings]


# What the first patch does: with the call that is left in the diff, and out of its sight.
IN_SIGHT: Files = {CORE: core("frob_tell_reverse", "frob_tell", "frob_halt")}
OUT_OF_SIGHT: Files = {CORE: core("frob_tell_reverse", "frob_tell")}
ALL: Files = {CORE: core("frob_tell_reverse", "frob_tell_reverse", "frob_halt")}
CASES = [("conversion.incomplete", IN_SIGHT), ("conversion.left_behind", OUT_OF_SIGHT)]


@pytest.mark.parametrize(("check", "first"), CASES)
def test_alone(check: str, first: Files, tmp_path: Path) -> None:
    posting = series(tmp_path, first)
    assert said(check, tmp_path, posting) == [(1, Confidence.HIGH)]


@pytest.mark.parametrize(("check", "first"), CASES)
def test_a_later_patch_converts_it(check: str, first: Files, tmp_path: Path) -> None:
    posting = series(tmp_path, first, ALL)
    assert len(posting.patches) == 2
    assert said(check, tmp_path, posting) == []


@pytest.mark.parametrize(("check", "first"), CASES)
def test_a_later_patch_changes_something_else(check: str, first: Files, tmp_path: Path) -> None:
    posting = series(tmp_path, first, {POLL: poll("frob_reckon")})
    assert said(check, tmp_path, posting) == [(1, Confidence.HIGH)]


@pytest.mark.parametrize(("check", "first"), CASES)
def test_a_later_patch_that_is_not_here_may_convert_it(
    check: str, first: Files, tmp_path: Path
) -> None:
    posting = series(tmp_path, first, ALL)
    lacking = replace(posting, patches=posting.patches[:1])
    with Repository(tmp_path, "HEAD~2") as repository:
        (finding,) = run([lacking], select([check]), repository).findings
    assert finding.confidence is Confidence.MODERATE


def test_an_earlier_patch_has_converted_the_other_file(tmp_path: Path) -> None:
    make(tmp_path, {CORE: core("frob_tell", "frob_count"), POLL: poll("frob_tell")})
    commit(tmp_path, {POLL: poll("frob_tell_reverse")}, "frob: poll: tell in reverse order")
    commit(tmp_path, {CORE: core("frob_tell_reverse", "frob_count")}, "frob: core: the same")
    alone = posted(tmp_path, "HEAD~1")
    both = posted(tmp_path, "HEAD~2")
    with Repository(tmp_path, "HEAD~2") as repository:
        check = select(["conversion.left_behind"])
        (asked,) = run([alone], check, repository).findings
        assert run([both], check, repository).findings == ()
    assert asked.confidence is Confidence.LOW  # it may be about something else there
    assert asked.facts["where"] == (f"frob_poll() in {POLL}",)


def test_a_later_patch_converts_the_other_file(tmp_path: Path) -> None:
    make(tmp_path, {CORE: core("frob_tell", "frob_count"), POLL: poll("frob_tell")})
    commit(tmp_path, {CORE: core("frob_tell_reverse", "frob_count")}, "frob: core: change it")
    commit(tmp_path, {POLL: poll("frob_tell_reverse")}, "frob: poll: change it")
    assert said("conversion.left_behind", tmp_path, posted(tmp_path, "HEAD~2")) == []
