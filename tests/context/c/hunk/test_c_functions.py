"""The function around a token."""

from __future__ import annotations

import pytest

from fragments import find, hunk
from reviewbot.context.c.hunk.functions import Function, Functions
from reviewbot.context.c.hunk.tokens import spelled, tokenize

SECTION = "static int frob_event(struct notifier_block *nb, unsigned long event,"


def around(text: str, name: str = "here", section: str = "") -> Function | None:
    part = hunk(text, section)
    tokens = tokenize(part.post)
    return Functions(part, tokens).around(find(tokens, name))


def test_whole_function() -> None:
    found = around("int x;\n\nstatic int f(int a,\n\t     int b)\n{\n\there(a); /* c */\n}\nint y;")
    assert found is not None
    assert spelled(found.header) == "static int f ( int a , int b )"
    assert spelled(found.body) == "here ( a ) ;"
    assert found.whole


def test_each_token_is_in_its_own_function() -> None:
    text = "int f(void)\n{\n\tone();\n}\n\nint g(void)\n{\n\ttwo();\n}"
    first, second = around(text, "one"), around(text, "two")
    assert first is not None
    assert second is not None
    assert spelled(first.header) == "int f ( void )"
    assert spelled(second.header) == "int g ( void )"


def test_comment_and_directive_above_are_no_part_of_it() -> None:
    found = around("#include <a.h>\n/* f() */\nvoid f(void)\n{\n\there();\n}")
    assert found is not None
    assert spelled(found.header) == "void f ( void )"
    assert found.whole


def test_end_out_of_sight() -> None:
    found = around("void f(void)\n{\n\there();\n\tmore();")
    assert found is not None
    assert not found.whole
    assert spelled(found.body) == "here ( ) ; more ( ) ;"


def test_start_of_header_out_of_sight() -> None:
    found = around("\t\t     unsigned long b)\n{\n\there();\n}")
    assert found is not None
    assert not found.whole
    assert spelled(found.header) == "unsigned long b )"


def test_a_header_that_is_cut_begins_with_what_git_names() -> None:
    found = around("\t\t      void *data)\n{\n\there();\n}", section=SECTION)
    assert found is not None
    assert not found.whole
    assert spelled(found.header) == (
        "static int frob_event ( struct notifier_block * nb , unsigned long event , void * data )"
    )
    other = around("int f(void)\n{\n\there();\n}", section=SECTION)
    assert other is not None
    assert spelled(other.header) == "int f ( void )"


def test_directive_inside_leaves_it_in_doubt() -> None:
    found = around("void f(void)\n{\n#ifdef A\n\tmore();\n#endif\n\there();\n}")
    assert found is not None
    assert not found.whole


def test_begun_above_the_hunk_it_is_that_of_the_section() -> None:
    found = around("\tu32 x;\n\there();\n}\n\nint g(void)\n{\n}", section=SECTION)
    assert found is not None
    assert spelled(found.header) == spelled(tokenize(hunk(SECTION).post))
    assert spelled(found.body) == "u32 x ; here ( ) ;"
    assert not found.whole


def test_brace_inside_a_line_is_no_start_of_a_function() -> None:
    found = around("\tif (a) {\n\t\there();\n\t}", section=SECTION)
    assert found is not None
    assert spelled(found.body) == "if ( a ) { here ( ) ; }"


@pytest.mark.parametrize(
    "text",
    [
        "void f(void)\n{\n}\nhere();",
        "struct a b =\n{\n\there,\n};",
        "struct a\n{\n\tint here;\n};",
        "{\n\there();\n}",
    ],
)
def test_outside_of_any_function(text: str) -> None:
    assert around(text, section=SECTION) is None


def test_each_function_is_worked_out_once() -> None:
    part = hunk("void f(void)\n{\n\ta();\n\tb();\n}\nc();")
    tokens = tokenize(part.post)
    functions = Functions(part, tokens)
    assert functions.around(find(tokens, "a")) is functions.around(find(tokens, "b"))
    assert functions.around(find(tokens, "c")) is None
