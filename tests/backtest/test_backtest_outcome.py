"""What became of a finding, by the next revision alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from discussion import FROB, posted, series
from reviewbot.backtest.counterfactual import counterparts, reworded, with_revision_of
from reviewbot.backtest.outcome import Outcome, became, changed
from reviewbot.model.finding import Confidence, Finding, Severity, Side

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

LOG = "Start the frob when it is probed."


def at(patch: Patch, text: str) -> int:
    """The body line with a text."""
    return next(n for n, line in enumerate(patch.message.lines, 1) if text in line)


def finding(patch: Patch, text: str, path: str | None = None) -> Finding:
    """A finding at the line with a text."""
    line = at(patch, text)
    return Finding(
        check="text.misspelling",
        severity=Severity.NOTE,
        confidence=Confidence.HIGH,
        message_id=patch.message.message_id,
        patch=1,
        path=path,
        line=None,
        side=Side.MESSAGE,
        body_line=line,
        quote=patch.message.line(line),
        facts={"word": text},
    )


OLD = posted()
SAME = posted(day=7)


def again(old: str, new: str) -> Patch:
    """The next revision, with one text replaced."""
    assert old in FROB
    return posted(FROB.replace(old, new), day=7)


def test_what_is_said_again_is_ignored() -> None:
    said = finding(SAME, "probed")
    assert became(finding(OLD, "probed"), OLD, SAME, [said]) is Outcome.IGNORED
    other_words = replace(said, facts={"word": "again"})  # at the same line
    assert became(finding(OLD, "probed"), OLD, SAME, [other_words]) is Outcome.IGNORED


def test_what_is_said_again_of_a_line_like_it_is_ignored() -> None:
    path = "drivers/misc/frob.c"
    old = replace(
        finding(OLD, "cannot", path), facts={"callee": "frob_start", "message": "dev_err"}
    )
    new = again('dev_err(dev, "cannot start', 'dev_warn(dev, "cannot start')
    said = replace(finding(new, "cannot", path), facts={"callee": "frob_start", "message": "warn"})
    assert became(old, OLD, new, [said]) is Outcome.IGNORED
    elsewhere = replace(said, quote="+\tif (ret)")  # perhaps the same, perhaps not
    assert became(old, OLD, new, [elsewhere]) is Outcome.UNKNOWN
    other = replace(elsewhere, facts={"callee": "frob_stop", "message": "dev_info"})
    assert became(old, OLD, new, [other]) is Outcome.FIXED


def test_one_of_the_tags_that_is_still_missing_is_ignored() -> None:
    new = again("Signed-off-by", "Acked-by: B <b@example.org>\nSigned-off-by")
    old = replace(finding(OLD, "Signed"), facts={"tags": ("A's Reviewed-by", "B's Acked-by")})
    said = replace(finding(new, "Acked"), facts={"tags": ("A's Reviewed-by",)})
    assert became(old, OLD, new, [said]) is Outcome.IGNORED
    assert became(old, OLD, new, []) is Outcome.FIXED


def test_what_moved_to_another_patch_of_the_series_is_ignored() -> None:
    path = "drivers/misc/frob.c"
    moved = replace(finding(SAME, "cannot", path), message_id="other@example.org")
    assert became(finding(OLD, "cannot", path), OLD, SAME, [moved]) is Outcome.IGNORED
    elsewhere = replace(moved, path="drivers/misc/quux.c")
    assert became(finding(OLD, "cannot", path), OLD, SAME, [elsewhere]) is Outcome.UNKNOWN


def test_a_check_that_is_silent_of_the_same_lines_says_nothing() -> None:
    assert became(finding(OLD, "probed"), OLD, SAME, []) is Outcome.UNKNOWN


def test_a_patch_that_is_gone_says_nothing() -> None:
    assert became(finding(OLD, "probed"), OLD, None, []) is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("where", "old", "new", "outcome"),
    [
        ("probed", "is probed", "gets probed", Outcome.FIXED),
        ("probed", LOG, "It could not be used.", Outcome.UNKNOWN),  # another log altogether
        ("cannot", "cannot start", "no start", Outcome.FIXED),
        ("cannot", '\t\tdev_err(dev, "cannot start\\n");\n+', "", Outcome.FIXED),  # lines around it
        ("cannot", "ret = frob_start(frob", "ret = frob_begin(frob", Outcome.FIXED),  # one of them
    ],
)
def test_a_place_that_changed_is_fixed(where: str, old: str, new: str, outcome: Outcome) -> None:
    path = "drivers/misc/frob.c" if where == "cannot" else None
    assert became(finding(OLD, where, path), OLD, again(old, new), []) is outcome


def test_trailers_are_compared_as_a_whole() -> None:
    line = at(OLD, "Signed-off-by")
    assert changed(OLD, line, SAME) is False
    assert changed(OLD, line, again("Signed-off-by", "Acked-by: B <b@example.org>\nSigned-off-by"))


def test_the_next_revision_stands_in_with_the_number_of_this_one() -> None:
    old, new = series(OLD), replace(series(SAME), revision=2)
    stand_in = with_revision_of(new, old)
    assert stand_in.revision == 1
    assert counterparts(old, stand_in) == {"post-0@example.org": stand_in.patches[0]}
    other = posted("Else.\n---\n=== drivers/misc/quux.c\n@@\n+int a;\n", "[PATCH] misc: quux")
    assert counterparts(old, series(other)) == {}


def test_only_the_words_are_of_the_next_revision() -> None:
    text = FROB.replace("probed", "bound").replace("cannot start", "no start")
    new = series(posted(text, "[PATCH v2] misc: frob: start it early", 7))
    (made,) = reworded(series(OLD), counterparts(series(OLD), new)).patches
    assert made.message.line(1) == "Start the frob when it is bound."
    assert made.subject.title == "misc: frob: start it early"
    assert made.message.message_id == "post-0@example.org"
    assert [f.path for f in made.files] == ["drivers/misc/frob.c"]
    assert any("cannot start" in line for line in made.message.lines)
