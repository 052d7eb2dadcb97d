"""Lines that nobody wrote now are no matter of taste."""

from __future__ import annotations

import pytest

from drafting import mail, series
from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.model.finding import Confidence

CHECK, SLIPS = select(["bits.bit_shift", "style.blank_after_brace"])
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


@pytest.mark.parametrize(("indent", "sure"), [("\t", Confidence.HIGH), (" " * 7, Confidence.LOW)])
def test_nothing_is_said_of_blanks_where_tabs_were_lost(indent: str, sure: Confidence) -> None:
    before = "".join(f" {indent}frob_step(frob, {each});\n" for each in range(3))
    added = f"+{indent}if (ret) {{\n+\n+{indent}{indent}frob_stop(frob);\n+{indent}}}\n"
    patch = mail(
        f"Do it.\n---\n=== drivers/frob/core.c\n@@ static int frob_start(struct frob *frob)\n{before}{added}"
    )
    (found,) = run([series(patch)], [SLIPS]).findings
    assert found.confidence is sure
