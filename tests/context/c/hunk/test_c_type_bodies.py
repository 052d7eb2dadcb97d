"""The type that is around a line of a hunk."""

from __future__ import annotations

import pytest

from fragments import hunk
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.type_bodies import type_around

MARK = "u32 rate;"


@pytest.mark.parametrize(
    ("text", "section", "name"),
    [
        (f"struct frob {{\n{MARK}\n}};", "", "frob"),
        (f"struct __packed frob {{\n{MARK}\n}};", "", "frob"),
        (f"struct frob {{\nunion {{\nint a;\n}};\n{MARK}\n}};", "", "frob"),
        (f"struct frob {{\nint a;\n}};\n{MARK}", "", None),
        (f"int a;\n{MARK}", "struct frob {", "frob"),
        (f"int a;\n}};\n{MARK}", "struct frob {", None),
        (f"int a;\n{MARK}", "struct frob *frob_new(struct device *dev)", None),
        (f"static struct frob frob = {{\n{MARK}\n}};", "", None),
        (f"struct frob *frob_new(void) {{\n{MARK}\n}}", "", None),
    ],
)
def test_the_type_around_a_line(text: str, section: str, name: str | None) -> None:
    part = fragment(hunk(text, section))
    line = next(line for line in part.lines if line.text == MARK)
    found = type_around(part, line)
    assert (found.name if found else None) == name
