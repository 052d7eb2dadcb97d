"""Only what parses without error is a tree."""

from __future__ import annotations

import time

import pytest

from reviewbot.context.c.syntax import parse


def test_tree_has_kinds_fields_rows_and_text() -> None:
    tree = parse("int f(void)\n{\n\treturn 1;\n}\n")
    assert tree is not None
    (function,) = tree.find("function_definition")
    assert [node.kind for node in function.children] == [
        "primitive_type",
        "function_declarator",
        "compound_statement",
    ]
    declarator = function.child("declarator")
    assert declarator is not None
    assert declarator.text == "f(void)"
    assert function.child("nothing") is None
    (back,) = tree.find("return_statement")
    assert (back.row, back.text) == (2, "return 1;")


def test_walk_is_in_source_order() -> None:
    tree = parse("int a = b + c;")
    assert tree is not None
    names = [node.text for node in tree.walk() if node.kind == "identifier"]
    assert names == ["a", "b", "c"]


def test_operators_are_children_with_a_field() -> None:
    tree = parse("int a = b << 2;")
    assert tree is not None
    (shift,) = tree.find("binary_expression")
    operator = shift.child("operator")
    assert operator is not None
    assert operator.text == "<<"


@pytest.mark.parametrize("source", ["int a = ;", "switch (a) {", "int f( {", "}", "a b c d"])
def test_what_has_an_error_is_no_tree(source: str) -> None:
    assert parse(source) is None


def test_offsets_are_bytes() -> None:
    tree = parse("/* größe — */ int x; // é")
    assert tree is not None
    assert [node.text for node in tree.children] == ["/* größe — */", "int x;", "// é"]


def test_lone_surrogates_do_not_raise() -> None:
    tree = parse("int x; // \udcff")
    assert tree is not None
    assert tree.children[-1].text == "// ?"


@pytest.mark.parametrize(
    "source",
    [
        "(" * 90_000,
        "int x = " + "(" * 40_000 + "1" + ")" * 40_000 + ";",
        "{" * 90_000,
        "int x = " + "-" * 5_000 + "1;",
        "int x = " + "1+" * 40_000 + "1;",
        "int x;" * 20_000,
    ],
    ids=["open", "parens", "blocks", "signs", "sum", "large"],
)
def test_deeper_or_larger_than_any_kernel_code_is_no_tree(source: str) -> None:
    assert parse(source) is None


def test_wide_nodes_take_linear_time() -> None:
    start = time.process_time()
    tree = parse("int x[] = {" + "1," * 40_000 + "};")
    assert tree is not None
    assert sum(1 for _ in tree.find("number_literal")) == 40_000
    assert time.process_time() - start < 10  # quadratic would be minutes
