"""Calls in hunks."""

from __future__ import annotations

import time

import pytest

from fragments import lexed
from reviewbot.context.c.hunk.calls import Call, calls
from reviewbot.context.c.hunk.tokens import spelled


def found(text: str) -> list[Call]:
    return list(calls(lexed(text)))


def named(text: str) -> list[str]:
    return [call.name for call in found(text)]


def test_call_over_lines() -> None:
    (call,) = found("\tfrob(&list,\t/* why */\n\t     STATE, a->b(c, d));\n\treturn;")
    assert call.name == "frob"
    assert [spelled(argument) for argument in call.arguments] == [
        "& list",
        "STATE",
        "a -> b ( c , d )",
    ]
    assert call.spelling == "& list , STATE , a -> b ( c , d )"
    assert (call.line.body_line, call.last.body_line) == (1, 2)
    assert call.is_statement


def test_nested_calls_are_calls() -> None:
    assert named("\tif (frob(bar(x)) && baz())\n\t\tqux(y);") == ["frob", "bar", "baz", "qux"]


def test_no_arguments() -> None:
    (call,) = found("\tfrob();")
    assert call.arguments == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\tfrob(x);", True),
        ("\tif (a)\n\t\tfrob(x);", True),
        ("\telse\n\t\tfrob(x);", True),
        ("out:\n\tfrob(x);", True),
        ("\terr = frob(x);", False),
        ("\treturn frob(x);", False),
        ("\tif (frob(x))", False),
    ],
)
def test_statement(text: str, *, expected: bool) -> None:
    (call,) = found(text)
    assert call.is_statement is expected


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("\terr = frob(x);", "err = () ;"),
        ("\terr = frob(x,\n\t\t   y);", "err = () ;"),
        ("\tif (frob(x) < 0)", "if ( () < 0 )"),
    ],
)
def test_around(text: str, around: str) -> None:
    assert found(text)[0].around == around


@pytest.mark.parametrize(
    "text",
    [
        "int frob(int x)",
        "\tint frob(int x);",
        "\tstruct a frob(x);",
        "frob(x)",
        "\tops->frob(x);",
        "\tops.frob(x);",
        "\tif (x)",
        "\tsizeof(x);",
        "\tfrob(x",
        "\tfrob(x); \\",
        "\t/* frob(x); */",
        '\t"frob(x)";',
        "#define A frob(x)",
    ],
)
def test_no_call(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("part", ["f(", "f()", "f(a,", "(f)(", "a "])
def test_work_is_linear_in_hostile_text(part: str) -> None:
    start = time.process_time()
    list(calls(lexed("\t" + part * 20_000 + ")" * 20_000)))
    assert time.process_time() - start < 5
