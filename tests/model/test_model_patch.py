"""The words of a hunk, and what stands in a line of a patch."""

from __future__ import annotations

from reviewbot.checks.example import example_patch

PATCH = example_patch(
    """\
Log.
---
=== drivers/frob/core.c
@@ int frob(void)
 \tone();
-\ttwo();
+\tthree(x1);
@@ int frob_again(void)
+\tfour();
=== drivers/frob/other.c
@@
-\tfive();
"""
)


def test_words_of_the_post_image_and_of_added_lines() -> None:
    hunk = PATCH.files[0].hunks[0]
    assert hunk.words == {"one", "three", "x1"}
    assert hunk.added_words == {"three", "x1"}


def test_anchors_are_every_line_of_the_diff() -> None:
    shown = {PATCH.message.line(at): (file, line) for at, (file, line) in PATCH.anchors.items()}
    core, other = PATCH.files
    assert shown["+\tfour();"] == (core, core.hunks[1].lines[0])
    assert shown["-\tfive();"] == (other, other.hunks[0].lines[0])
    assert {at: PATCH.anchors[at] for at in PATCH.anchors} == dict(PATCH.anchors.items())
    assert len(PATCH.anchors) == len(list(PATCH.anchors))


def test_headers_have_no_diff_line_and_the_log_no_file() -> None:
    core = PATCH.files[0]
    assert PATCH.anchors[core.body_line] == (core, None)
    assert PATCH.anchors[core.hunks[1].body_line] == (core, None)
    assert core.body_line - 1 not in PATCH.anchors
    assert PATCH.anchors.get(len(PATCH.message.lines) + 1) is None
