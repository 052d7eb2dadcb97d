"""The short form of examples."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch, expand

SHORT = """\
Say why.
---
=== a.c
@@ int f(void)
 {
-	a();
+	b();
+	c();
 }
@@
+d
=== b.c
@@
-x
"""


def test_counts_are_worked_out() -> None:
    assert "@@ -1,3 +1,4 @@ int f(void)" in expand(SHORT)
    assert "--- a/b.c\n+++ b/b.c\n@@ -1,1 +1,0 @@\n-x\n" in expand(SHORT)


def test_it_is_a_patch_like_any_other() -> None:
    patch = example_patch(SHORT)
    assert [file.path for file in patch.files] == ["a.c", "b.c"]
    assert [len(hunk.lines) for hunk in patch.files[0].hunks] == [5, 1]
    assert patch.message.line(patch.files[0].hunks[0].lines[1].body_line) == "-\ta();"


def test_whole_headers_pass_through() -> None:
    whole = "--- a/a.c\n+++ b/a.c\n@@ -1 +1 @@\n-a\n+b\n"
    assert expand(whole) == whole


def test_a_broken_example_is_refused() -> None:
    with pytest.raises(ValueError, match="broken example"):
        example_patch("--- a/a.c\n+++ b/a.c\n@@ -1,9 +1 @@\n-a\n+b\n")
