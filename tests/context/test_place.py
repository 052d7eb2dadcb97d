"""Lines of a diff in the whole file."""

from __future__ import annotations

from reviewbot.checks.example import example_patch
from reviewbot.context.image import Image, apply_near
from reviewbot.context.place import added, placed

MAIL = """\
Change it.
---
=== a.c
@@
 one
-two
+TWO
+more
 three
"""


def test_lines_of_a_hunk_that_moved() -> None:
    (file,) = example_patch(MAIL).files
    pre = b"zero\nzero\none\ntwo\nthree\n"
    result = apply_near(file, pre)
    assert result is not None
    image = Image(pre, result[0], "applied", result[1])
    assert [(at, line.text) for at, line in placed(file, image)] == [
        (3, "one"),
        (4, "two"),
        (4, "TWO"),
        (5, "more"),
        (6, "three"),
    ]
    lines = image.post.decode().split("\n")
    assert {at: lines[at - 1] for at in added(file, image)} == {4: "TWO", 5: "more"}


def test_lines_of_a_hunk_that_did_not_move() -> None:
    (file,) = example_patch(MAIL).files
    assert list(added(file, Image(b"", b"", "exact", (0,)))) == [2, 3]


def test_what_is_removed_without_a_trace_goes_with_the_line_behind_it() -> None:
    text = "--- a/a.c\n+++ b/a.c\n@@ -8,1 +7,0 @@\n-eight\n"
    (file,) = example_patch(text).files
    assert [at for at, _ in placed(file, Image(b"", b"", "exact", (0,)))] == [8]
