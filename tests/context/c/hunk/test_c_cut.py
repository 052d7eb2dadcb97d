"""Whole constructs are cut out, and nothing else."""

from __future__ import annotations

import time

import pytest

from fragments import find, lexed
from reviewbot.context.c.hunk.cut import braced, closing, pairs
from reviewbot.context.c.hunk.tokens import spelled


def cuts(text: str, keyword: str) -> list[str]:
    return [spelled(cut) for cut in braced(lexed(text), keyword)]


def test_closing_bracket_is_found_over_others() -> None:
    tokens = lexed("f(a[(b)], {c}) d")
    assert closing(tokens, find(tokens, "(")) == len(tokens) - 2


@pytest.mark.parametrize("text", ["(a", "(a]", "({a)}", "( ')' \")\" /* ) */"])
def test_closing_bracket_out_of_sight_or_wrong(text: str) -> None:
    assert closing(lexed(text), 0) is None
    assert 0 not in pairs(lexed(text))


def test_pairs_agrees_with_closing() -> None:
    tokens = lexed(") } f(a[1], (struct b){ .c = { 2 } }) { g(")
    found = pairs(tokens)
    for index, token in enumerate(tokens):
        if token.text in ("(", "[", "{"):
            assert found.get(index) == closing(tokens, index)


def test_nested_switches_come_one_by_one() -> None:
    inner = "switch (b) { case 2 : ; }"
    assert cuts("switch (a) { case 1: switch (b) { case 2: ; } }", "switch") == [
        f"switch ( a ) {{ case 1 : {inner.replace('(b)', '( b )')} }}",
        inner.replace("(b)", "( b )"),
    ]


def test_comments_and_directives_stay_in() -> None:
    (cut,) = braced(lexed("switch (a) { /* b */\n#ifdef C\ncase 1:;\n#endif\n}"), "switch")
    assert {token.kind.value for token in cut} >= {"comment", "directive"}


@pytest.mark.parametrize(
    "text",
    [
        "switch (a) { case 1:",
        "switch (a) case 1: b();",
        "switch (a) b(); { c(); }",
        "switch",
        "switch (a",
        "default: switch_on(a) { }",
    ],
)
def test_what_is_not_whole_is_not_cut(text: str) -> None:
    assert cuts(text, "switch") == []


@pytest.mark.parametrize(
    "text",
    [
        "enum { A }",
        "enum frob { A }",
        "enum __packed frob { A }",
        "enum __attribute__ ( ( packed ) ) frob { A }",
        "enum frob : u8 { A }",
    ],
)
def test_definitions_of_types_are_cut(text: str) -> None:
    assert cuts(text + ";", "enum") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "enum frob f(void) { return A; }",
        "enum frob x = { A };",
        "enum frob x; { }",
        "static void f(enum frob x) { }",
        "f((enum frob) { A });",
        "enum frob __f(void) { return A; }",
    ],
)
def test_types_that_are_only_named_are_not_cut(text: str) -> None:
    assert cuts(text, "enum") == []


def test_fragment_that_starts_in_the_middle() -> None:
    assert cuts("b; } ) switch (a) { }", "switch") == ["switch ( a ) { }"]


def test_statement_expression_in_the_condition() -> None:
    assert cuts("switch (({ a; })) { case 1: }", "switch") == [
        "switch ( ( { a ; } ) ) { case 1 : }"
    ]


@pytest.mark.parametrize(
    ("unit", "tail"), [("(", ""), ("switch ", ""), ("switch(x){", "}"), ("enum x ( ", "")]
)
def test_hostile_nesting_takes_linear_time(unit: str, tail: str) -> None:
    tokens = lexed(unit * 50_000 + tail * 50_000)
    start = time.process_time()
    count = sum(1 for _ in braced(tokens, "switch")) + sum(1 for _ in braced(tokens, "enum"))
    assert count <= 100
    assert time.process_time() - start < 10  # quadratic would be minutes
