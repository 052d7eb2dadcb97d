"""How alike two patches are."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.alike import alike

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
