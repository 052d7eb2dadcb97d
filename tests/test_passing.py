"""Lines that nobody wrote now are no matter of taste."""

from __future__ import annotations

import pytest

from drafting import mail, series
from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.model.finding import Confidence

(CHECK,) = select(["bits.bit_shift"])
SHIFTS = "Do it.\n---\n=== drivers/frob/core.c\n@@ static int frob_start(struct frob *frob)\n+\tval |= (1 << frob->port);\n"


@pytest.mark.parametrize(
    ("subject", "sure"),
    [
        ("[PATCH] misc: frob: Do a thing", Confidence.HIGH),
        ('[PATCH] Revert "misc: frob: Do a thing"', Confidence.LOW),
    ],
)
def test_what_a_revert_brings_back_was_written_before(subject: str, sure: Confidence) -> None:
    (found,) = run([series(mail(SHIFTS, subject))], [CHECK]).findings
    assert found.confidence is sure
