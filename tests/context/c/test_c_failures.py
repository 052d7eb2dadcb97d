"""Calls with the test of their result behind them."""

from __future__ import annotations

import time

import pytest

from fragments import hunk
from reviewbot.context.c.failures import Outcome, outcomes
from reviewbot.context.c.tokens import readable, spelled


def found(text: str) -> list[Outcome]:
    return list(outcomes(hunk(text)))


@pytest.mark.parametrize(
    ("start", "variable"),
    [
        ("\terr", "err"),
        ("\tint err", "err"),
        ("\tstruct frob *p", "p"),
        ("\t*p", "*p"),
        ("\tfrob->table[i]", "frob->table[i]"),
        ("\tif (a)\n\t\tp->x", "p->x"),
        ("\telse\n\t\tx", "x"),
        ("#endif\n\tx", "x"),
    ],
)
def test_what_is_assigned_to(start: str, variable: str) -> None:
    (outcome,) = found(f"{start} = get(dev, 0);\n\n\tif (failed)\n\t\treturn 1;")
    assert readable(outcome.variable) == variable
    assert spelled(outcome.arguments) == "dev , 0"


@pytest.mark.parametrize(
    ("condition", "how"),
    [
        ("x", "negative"),
        ("x < 0", "negative"),
        ("unlikely(x != 0)", "negative"),
        ("IS_ERR(x)", "error_pointer"),
        ("likely(IS_ERR(x))", "error_pointer"),
        ("!x", "null"),
        ("NULL == x", "null"),
        ("x < 0 && y", None),
        ("IS_ERR_OR_NULL(x)", None),
        ("unlikely(x) || likely(y)", None),
    ],
)
def test_how_failure_shows(condition: str, how: str | None) -> None:
    (outcome,) = found(f"\tx = get();\n\tif ({condition})\n\t\treturn;")
    assert [each for each in ("negative", "error_pointer", "null") if outcome.failed(each)] == (
        [how] if how else []
    )


@pytest.mark.parametrize(
    ("branch", "body", "leaves"),
    [
        ("return -1;", "return - 1 ;", True),
        ("{ tell(x); goto out; }", "tell ( x ) ; goto out ;", True),
        ("{ x = 0; }", "x = 0 ;", False),
        ("x = 0;", "x = 0 ;", False),
        ("{ if (y) { return 1; } x = 0; }", "if ( y ) { return 1 ; } x = 0 ;", False),
        ("for (;;) { }", "", False),
        ("{ tell(x);", "", False),
        ("return", "", False),
    ],
)
def test_the_branch(branch: str, body: str, *, leaves: bool) -> None:
    (outcome,) = found(f"\tx = get();\n\tif (x)\n\t\t{branch}\n")
    assert spelled(outcome.body) == body
    assert outcome.leaves == leaves


def test_what_follows() -> None:
    (outcome,) = found("\tx = get();\n\tif (x) {\n\t\treturn;\n\t}\n\ty = put(x);")
    assert spelled(outcome.after) == "y = put ( x ) ;"


def test_something_between_is_no_outcome() -> None:
    assert found("\tx = get();\n\ty = 0;\n\tif (x)\n\t\treturn;") == []
    assert found("\tx = get();\n#ifdef FROB\n\tif (x)\n\t\treturn;\n#endif") == []
    assert found("\tx = get() + 1;\n\tif (x)\n\t\treturn;") == []


def test_comments_are_told() -> None:
    (plain,) = found("/* that */\n\tx = get();\n\tif (x)\n\t\treturn;\n/* this */")
    (commented,) = found("\tx = get();\n\tif (x)\n\t\treturn; /* as asked for */")
    assert not plain.commented
    assert commented.commented


def test_only_these_functions() -> None:
    text = "\tx = get();\n\tif (x)\n\t\treturn;\n\ty = put();\n\tif (y)\n\t\treturn;"
    assert [each.callee.text for each in outcomes(hunk(text), {"put"})] == ["put"]


def test_time_is_linear() -> None:
    text = "\tx = get();\n\tif (x) {\n" * 20_000
    start = time.process_time()
    assert len(found(text)) == 20_000
    assert time.process_time() - start < 10
