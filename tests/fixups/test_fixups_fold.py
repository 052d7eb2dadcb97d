"""The patch as its author would have sent it, and the diff that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafting import mail
from reviewbot.context.image import apply_exactly
from reviewbot.fixups.changes import UnfitError, changed
from reviewbot.fixups.diff import diff
from reviewbot.fixups.fold import Folded, folded
from reviewbot.model.fix import Edit
from reviewbot.model.patch import Span
from reviewbot.thread.diff import read_diff

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

BEFORE = b"a\nd\ne\nf\n" + b"\n" * 100
MAIL = mail(
    "Say why.\n---\n--- a/a.c\n+++ b/a.c\n@@ -1,4 +1,5 @@ int f()\n a\n+b\n+c\n-d\n e\n f\n"
    "@@ -50,2 +51,3 @@\n \n+g\n \n"
)
A, B, C, E, G = 6, 7, 8, 10, 14  # body lines


def made(*edits: Edit) -> tuple[Folded, str]:
    found = changed(MAIL, edits)
    return folded(MAIL, found, {}), diff(found, {})


def after(patch: Patch) -> bytes:
    content = apply_exactly(patch.files[0], BEFORE)
    assert content is not None
    return content


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(B, 0, B, 1, "x")], id="an added line is another one"),
        pytest.param([Edit(A, 0, A, 1, "x")], id="so is one that was there"),
        pytest.param([Edit(B, 0, B, 0, None)], id="one goes"),
        pytest.param([Edit(B, 1, B, 1, "\nx\ny")], id="some come"),
        pytest.param([Edit(A, 0, A, 0, "x\n")], id="one comes above all"),
        pytest.param([Edit(C, 1, E, 0, "")], id="two become one, over one that the patch removes"),
        pytest.param([Edit(B, 0, B, 0, None), Edit(G, 0, G, 1, "x\ny")], id="in both hunks"),
    ],
)
def test_the_diff_leads_from_the_patch_to_what_is_folded(edits: list[Edit]) -> None:
    whole, text = made(*edits)
    lines = text.split("\n")[:-1]
    (file,), broken = read_diff(lines, Span(1, len(lines) + 1))
    assert not broken
    assert apply_exactly(file, after(MAIL)) == after(whole.patch)


def test_a_diff_is_as_git_writes_it() -> None:
    _, text = made(Edit(B, 0, B, 1, "x"))
    assert text == (
        "diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,5 +1,5 @@\n a\n-b\n+x\n c\n e\n f\n"
    )


def test_known_blobs_are_named_for_a_three_way_merge() -> None:
    patch = mail("Say why.\n---\ndiff --git a/a.c b/a.c\nindex 1111111..2222222 100644\n"
                 "--- a/a.c\n+++ b/a.c\n@@ -1,1 +1,2 @@\n a\n+b\n")  # fmt: skip
    found = changed(patch, [Edit(9, 0, 9, 1, "x")])
    blobs = {patch.files[0]: "3333333"}
    assert "index 2222222..3333333\n" in diff(found, blobs)
    assert folded(patch, found, blobs).patch.files[0].new_blob == "3333333"


def test_where_lines_were_is_known() -> None:
    whole, _ = made(Edit(B, 0, C, 1, "x\ny\nz"))
    lines = whole.patch.message.lines
    assert [whole.before(lines.index(text) + 1) for text in ("+x", "+z", "-d", "+g")] == [
        B,
        B,
        9,
        G,
    ]
    assert (whole.here(C), whole.here(G)) == (B, G)


@pytest.mark.parametrize("path", ["../a.c", "a b.c", 'a".c', ".git/a", "ä.c", "a\tb"])
def test_a_path_that_git_would_quote_or_refuse_is_not_written(path: str) -> None:
    patch = mail("Say why.\n---\n=== a.c\n@@\n a\n+b\n")
    found = changed(patch, [Edit(7, 0, 7, 1, "x")])
    object.__setattr__(found[0].file, "new_path", path)
    with pytest.raises(UnfitError, match="path"):
        diff(found, {})


def test_without_a_line_behind_it_git_would_take_it_for_the_end_of_the_file() -> None:
    patch = mail("Say why.\n---\n=== a.c\n@@\n+a\n b\n")
    with pytest.raises(UnfitError, match="enough"):
        diff(changed(patch, [Edit(7, 0, 7, 1, "x")]), {})
