"""What is true where a condition is false."""

from __future__ import annotations

import pytest

from reviewbot.context.c.hunk.comparisons import turned


@pytest.mark.parametrize(
    ("condition", "right"),
    [
        ("ret < 0", "ret >= 0"),
        ("frob->count == FROB_MOST", "frob->count != FROB_MOST"),
        ("frob_count(frob, 1) > 3", "frob_count(frob, 1) <= 3"),
        ("!frob->on", "frob->on"),
        ("frob_is_late(frob)", "!frob_is_late(frob)"),
        ("a < 0 || a > 3", ""),  # it would have to be turned round as a whole
        ("mask & FROB_ON", ""),
        ("!frob == gizmo", ""),
        ("(a < b)", ""),
        ("frob->ops->get(frob, gizmo(1))", ""),
    ],
)
def test_a_condition_turned_round(condition: str, right: str) -> None:
    assert turned(condition) == right
