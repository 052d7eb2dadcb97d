"""Whether a blank line that was asked for is still missing, or still there."""

from __future__ import annotations

import pytest

from discussion import posted
from reviewbot.context.prior.blank_line import blank_line_left

FROB = """Tell a slow frob.
---
=== drivers/misc/frob.c
@@ static int frob_probe(struct frob *frob)
 frob_init(frob);
-	frob_old(frob);
+	frob_new(frob);
+	frob->is_slow = frob_is_slow(frob);
+	frob_tell(frob);
+
+	frob_start(frob);
 return 0;
"""
OLD = posted(FROB)
NEW = posted(FROB.replace("frob_init", "frob_set_up"), "[PATCH v2] frob: tell", day=5)


def left(request: str, below: str, short: str = "") -> str:
    """The line of today."""
    new = posted(short, "[PATCH v2] frob: tell", day=5) if short else NEW
    at = blank_line_left(request, OLD, OLD.message.lines.index(below) + 1, new)
    return new.message.line(at) if at else ""


SLOW, BLANK, START, OF_OLD = (
    "+	frob->is_slow = frob_is_slow(frob);",
    "+",
    "+	frob_start(frob);",
    "-	frob_old(frob);",
)


@pytest.mark.parametrize(
    ("request_", "below"),
    [
        ("Blank line", SLOW),
        ("Please add a blank line here.", SLOW),
        ("Nit: missing empty line", SLOW),
        ("Drop the blank line.", BLANK),
        ("Unneeded empty line, please.", BLANK),
        ("Stray blank line.", START),
    ],
)
def test_it_is_as_it_was(request_: str, below: str) -> None:
    assert left(request_, below) == below


@pytest.mark.parametrize(
    ("request_", "below"),
    [
        ("Blank line", START),
        ("Drop the blank line.", SLOW),
        ("Add a blank line before return.", SLOW),
        ("Add a blank line here and there.", SLOW),
        ("Keep the blank line.", BLANK),
        ("Blank line", OF_OLD),
        ("Blank line", " return 0;"),
    ],
    ids=[
        "has one",
        "has none",
        "of elsewhere",
        "of more",
        "as it is",
        "of what goes",
        "at the end",
    ],
)
def test_it_is_not_sure(request_: str, below: str) -> None:
    assert left(request_, below) == ""


@pytest.mark.parametrize(
    "done",
    [f"{SLOW}\n+\n", f"+\n{SLOW}\n", "+	frob->is_slow = true;\n"],
    ids=["below", "above", "other"],
)
def test_it_was_done(done: str) -> None:
    assert left("Blank line", SLOW, FROB.replace(f"{SLOW}\n", done)) == ""
