"""A statement goes only where nothing is left over: no variable, no empty block, no lone else."""

from __future__ import annotations

import pytest

from fixing import shown
from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.dropped import dropped
from reviewbot.fixups.changes import changed

_BEGIN = "Say hello.\n---\n=== drivers/frob/core.c\n@@ static int frob_last(void)\n"
_HELLO = Pattern("hello(...)")


def gone(body: str) -> str:
    """What the fix does to the body of a function; nothing where there is none."""
    lines = "".join(f"+{line}\n" for line in ("int frob(int a)", "{", *body.split("\n"), "}"))
    context = example_context(f"{_BEGIN}{lines} \n")
    (match,) = new_code(context, _HELLO)
    edits = dropped(match)
    return "\n".join(shown(changed(context.patch, edits))) if edits else ""


def test_it_goes_over_all_its_lines() -> None:
    assert gone("\tstart();\n\thello(\n\t\t1);\n\treturn a;") == "-\thello(\n-\t\t1);"


def test_a_blank_line_that_would_be_a_second_one_goes_along() -> None:
    assert gone("\tstart();\n\n\thello();\n\n\treturn a;") == "-\thello();\n-"


def test_a_blank_line_before_the_end_of_a_block_goes_along() -> None:
    body = "\tif (a) {\n\t\tstart();\n\t\tgo();\n\n\t\thello();\n\t}\n\treturn a;"
    assert gone(body) == "-\n-\t\thello();"


def test_braces_around_the_one_that_is_left_go_along() -> None:
    body = "\tif (a) {\n\t\thello();\n\t\tstart();\n\t}\n\treturn a;"
    assert gone(body).replace("-\t\tstart();\n", "") == (
        "-\tif (a) {\n-\t\thello();\n+\tif (a)\n-\t}"
    )


@pytest.mark.parametrize(
    "body",
    [
        "\tif (a) {\n\t\thello();\n\t\tstart();\n\t} else {\n\t\tstop();\n\t\tgo();\n\t}",
        "\tif (a) {\n\t\thello();\n\t\tif (b)\n\t\t\tstart();\n\t}",
        "\tif (a) {\n\t\thello();\n\t\tstart(a,\n\t\t      b);\n\t}",
        "\tif (a) {\n\t\thello();\n\t\tstart();\n\t\tgo();\n\t}",
    ],
    ids=["an else follows", "a test is left", "two lines are left", "two statements are left"],
)
def test_other_braces_stay(body: str) -> None:
    assert gone(f"{body}\n\treturn a;") == "-\t\thello();"


@pytest.mark.parametrize(
    "body",
    [
        "\tif (a)\n\t\thello();\n\treturn a;",
        "\tif (a) {\n\t\thello();\n\t}\n\treturn a;",
        "\tint b = f();\n\n\tstart();\n\thello(b);\n\treturn a;",
        "\tstart(); hello();\n\treturn a;",
        "\ta = hello();\n\treturn a;",
        "\treturn hello();",
    ],
    ids=[
        "a branch by itself",
        "all there is in a block",
        "a variable that is named nowhere else",
        "a part of a line",
        "what it gives is kept",
        "what it gives is returned",
    ],
)
def test_elsewhere_there_is_no_fix(body: str) -> None:
    assert gone(body) == ""
