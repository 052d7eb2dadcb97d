"""Edits of a mail's lines become lines that take the place of others, or are refused."""

from __future__ import annotations

import pytest

from drafting import mail
from reviewbot.fixups.changes import Change, UnfitError, changed
from reviewbot.model.fix import Edit

MAIL = mail("Say why.\n---\n=== a.c\n@@\n a\n+b b\n+c\n-d\n e\n@@\n f\n+g\n")
A, B, C, D, E, G = 6, 7, 8, 9, 10, 13  # body lines


def changes(*edits: Edit) -> list[Change]:
    return [change for each in changed(MAIL, edits) for change in each.changes]


def test_two_edits_of_a_line_are_one_change() -> None:
    assert changes(Edit(B, 2, B, 3, "x"), Edit(B, 0, B, 1, "y")) == [Change(1, 2, ("y x",))]


def test_a_line_goes() -> None:
    assert changes(Edit(B, 0, B, 0, None)) == [Change(1, 2, ())]


def test_lines_are_joined_over_their_end() -> None:
    assert changes(Edit(B, 3, C, 0, " ")) == [Change(1, 3, ("b b c",))]


def test_a_line_is_put_between() -> None:
    assert changes(Edit(B, 3, B, 3, "\nnew")) == [Change(2, 2, ("new",))]
    assert changes(Edit(C, 0, C, 0, "new\n")) == [Change(2, 2, ("new",))]


def test_changes_without_a_line_between_are_one() -> None:
    assert changes(Edit(B, 0, B, 3, "x"), Edit(C, 0, C, 1, "y")) == [Change(1, 3, ("x", "y"))]


def test_each_hunk_has_its_own() -> None:
    found = changed(MAIL, [Edit(G, 0, G, 1, "x"), Edit(A, 0, A, 1, "y")])
    assert [each.changes for each in found] == [(Change(0, 1, ("y",)),), (Change(1, 2, ("x",)),)]


@pytest.mark.parametrize(
    ("edits", "why"),
    [
        pytest.param([Edit(1, 0, 1, 1, "x")], "does not show", id="a line of the log"),
        pytest.param([Edit(0, 0, 0, 1, "x")], "does not show", id="a line that is not in the mail"),
        pytest.param([Edit(D, 0, D, 1, "x")], "does not show", id="a line that the patch removes"),
        pytest.param([Edit(E, 0, G, 1, "x")], "does not show", id="from one hunk into the next"),
        pytest.param([Edit(B, 0, B, 1, "b")], "changes nothing", id="what is there already"),
        pytest.param([], "changes nothing", id="nothing"),
        pytest.param([Edit(B, 0, B, 9, "x")], "way", id="columns there are not"),
        pytest.param(
            [Edit(B, 0, B, 2, "x"), Edit(B, 1, B, 3, "y")], "way", id="one inside of the other"
        ),
    ],
)
def test_what_does_not_fit_is_refused(edits: list[Edit], why: str) -> None:
    with pytest.raises(UnfitError, match=why):
        changed(MAIL, edits)


def test_the_end_of_a_file_without_a_newline_is_left_alone() -> None:
    cut = mail("Say why.\n---\n=== a.c\n@@\n a\n+b\n\\ No newline at end of file\n")
    with pytest.raises(UnfitError, match="without a newline"):
        changed(cut, [Edit(B, 0, B, 1, "x")])
