"""A file that shifts by hand is asked for BIT(), one that does not is told."""

from __future__ import annotations

import pytest

from drafting import mail, series
from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.model.finding import Confidence

(CHECK,) = select(["bits.bit_shift"])
ADDED = "@@ static int frob_start(struct frob *frob)\n+\tval |= (1 << frob->port);\n"
OTHERS = (
    "@@ static int frob_stop(struct frob *frob)\n \tif (val & (1 << frob->port))\n"
    " \t\tval &= ~(1 << frob->port);\n \tfrob->ports |= 1 << i;\n+\tfrob->on = false;\n"
)


@pytest.mark.parametrize(
    ("hunks", "sure"), [(ADDED, Confidence.HIGH), (ADDED + OTHERS, Confidence.MODERATE)]
)
def test_a_file_that_shifts_by_hand_is_asked(hunks: str, sure: Confidence) -> None:
    patch = mail(f"Do it.\n---\n=== drivers/frob/core.c\n{hunks}")
    (found,) = run([series(patch)], [CHECK]).findings
    assert found.confidence is sure
