"""How alike two patches are."""

# ruff: noqa: E101  a context line is a space and then the code's own tabs

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.similarity import alike, changed_apart, is_same_diff

DIFF = "Do it.\n---\n=== drivers/frob/core.c\n@@\n one\n-two\n+three\n"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (DIFF, 1),
        (DIFF.replace("one", "zero"), 1),
        (DIFF.replace("+three", "+\tthree"), 1),
        (DIFF.replace("+three", "+four"), 0.5),
        (DIFF.replace("core", "main"), 0),
        ("Do nothing.\n---\n", 0),
    ],
)
def test_the_share_of_common_changes(other: str, expected: float) -> None:
    assert alike(example_patch(DIFF), example_patch(other)) == expected


PLACED = """\
Do it.
---
=== drivers/frob/core.c
@@ static int frob_probe(struct frob *frob)
 	frob_lock(frob);
+	frob_kick(frob);
 	frob_unlock(frob);
 	return 0;
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Do it.", "Do it, please.", True),
        (" 	return 0;\n", "", True),
        (" 	frob_lock(frob);\n+	frob_kick(frob);\n", "+	frob_kick(frob);\n 	frob_lock(frob);\n", False),
        ("static int frob_probe", "static int frob_remove", False),
        ("+	frob_kick(frob);\n 	frob_unlock(frob);", " 	frob_unlock(frob);\n+	frob_kick(frob);", False),
        ("+	frob_kick", "+		frob_kick", False),
        ("frob_kick(frob)", "frob_kick(frob, 0)", False),
        ("core.c", "main.c", False),
    ],
)  # fmt: skip
def test_the_same_lines_at_the_same_place(old: str, new: str, expected: object) -> None:
    other = PLACED.replace(old, new)
    assert is_same_diff(example_patch(PLACED), example_patch(other)) is expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("frob_lock(frob)", "frob_lock(frob, 0)", True),
        ("frob_unlock(frob)", "frob_unlock(frob, 0)", True),
        ("frob_probe", "frob_remove", False),
    ],
)
def test_what_is_replaced_tells_the_place(old: str, new: str, expected: object) -> None:
    first = PLACED.replace("+	frob_kick", "-	frob_nudge(frob);\n+	frob_kick")
    assert is_same_diff(example_patch(first), example_patch(first.replace(old, new))) is expected


def test_how_many_lines_are_not_in_both() -> None:
    assert changed_apart(example_patch(DIFF), example_patch(DIFF)) == 0
    assert changed_apart(example_patch(DIFF), example_patch(DIFF.replace("+three", "+four"))) == 2
