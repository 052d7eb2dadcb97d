"""Tests of files that are known as a whole."""

from __future__ import annotations

from reviewbot.checks.example import example_context, example_patch
from reviewbot.context.levels import DiffContext
from reviewbot.context.whole import is_new_file, whole, whole_words
from reviewbot.model.series import Series

NEW = """\
Add it.
---
--- /dev/null
+++ b/drivers/frob/core.c
@@
+int frob;
+/* nothing else */
"""
CHANGED = """\
Change it.
---
=== drivers/frob/core.c
@@ int other;
 int frob;
+int more;
"""


def alone(short: str) -> DiffContext:
    """The context of a mail without a tree."""
    patch = example_patch(short)
    return DiffContext(patch, Series("", 1, False, None, (patch,), 1))  # noqa: FBT003  no name for it


def test_a_file_the_patch_adds_is_in_its_diff() -> None:
    context = alone(NEW)
    (file,) = context.files
    assert is_new_file(file)
    assert whole(context, file) == b"int frob;\n/* nothing else */\n"
    assert whole_words(context, file) == {"int", "frob"}


def test_of_a_changed_file_nothing_is_known_but_its_hunks() -> None:
    context = alone(CHANGED)
    (file,) = context.files
    assert not is_new_file(file)
    assert whole(context, file) is None
    assert whole_words(context, file) == {"int", "frob", "more"}


def test_with_a_tree_it_is_the_image() -> None:
    context = example_context(CHANGED)
    (file,) = context.files
    assert whole(context, file) == context.images[file].post
