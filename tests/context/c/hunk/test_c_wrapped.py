"""Lines that go on inside a parenthesis."""

from __future__ import annotations

import pytest

from fragments import hunk
from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.two_lines import new_pairs
from reviewbot.context.c.hunk.wrapped import wrapped


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\tf(a,\n\t  b);", [(10, 10, 1)]),
        ("\tf(a,\n\t\tb);", [(10, 16, 1)]),
        ("\tf(\n\t\tb);", [(None, 16, 1)]),
        ("\tf(a, g(b,\n\t\t c));", [(15, 17, 2)]),
        ('\tf("(", (a),\n\t  b);', [(10, 10, 1)]),
        ("\tf(a);\n\tg(b);", []),
        ("#define F(a, \\\n\tb) a\n\tf(b);", []),
    ],
)
def test_wrapped_lines(text: str, found: list[tuple[int | None, int, int]]) -> None:
    lines = wrapped(fragment(hunk(text)))
    assert [(line.wanted, line.indent, line.depth) for line in lines] == found


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("\tf(a,\n\t  b);", 1),
        ("static int f(int a,\n\t     int b)\n{", 1),
        ("\tif (a &&\n\t    b) {", 1),
        ("\tf(a,\n\t  b,\n\t  c);", 0),
        ('\tf("a"\n\t  "b");', 0),
        ("\tf(A |\n\t  B);", 0),
        ("\tf(a, /* why */\n\t  b);", 0),
        ("\ta = f(a,\n\t      b) +\n\t    c;", 0),
        ("\tf(a, 1,\n\t  b);\n\tf(a, 2,\n\t  c);", 0),
    ],
)
def test_two_lines(text: str, count: int) -> None:
    added = "".join(f"+{line}\n" for line in text.split("\n"))
    short = f"Add.\n---\n=== drivers/frob/core.c\n@@ static int frob(void)\n \tstart();\n{added}"
    assert len(list(new_pairs(example_context(short)))) == count
