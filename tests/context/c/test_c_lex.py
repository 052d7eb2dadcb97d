"""The lexical grammar of C, as both worlds use it."""

from __future__ import annotations

import re

import pytest

from reviewbot.context.c.lex import (
    CHAR,
    COMMENT,
    CONDITIONAL,
    DIRECTIVE,
    NUMBER,
    STRING,
    blank,
    brackets,
    code_only,
    strings_in,
)


def test_code_only_keeps_offsets() -> None:
    text = '#define X "\nint a; /* b\n */ char *c = "d\\"e"; // f'
    cleaned = code_only(text)
    assert len(cleaned) == len(text)
    assert cleaned.split() == ["int", "a;", "char", "*c", "=", ";"]


def test_strings_stay_where_only_comments_are_blanked() -> None:
    text = 'f("a /* b", \'"\'); // c\n'
    assert blank(text, strings=False) == 'f("a /* b", \'"\');     \n'
    assert blank(text, strings=True).split() == ["f(", ",", ");"]
    assert strings_in(text) == ('"a /* b"',)


@pytest.mark.parametrize(
    ("pattern", "text", "whole"),
    [
        (COMMENT, "/* a ** b */ c", "/* a ** b */"),
        (COMMENT, "/* a\nb *", "/* a\nb *"),
        (COMMENT, "// a \\\nb\nc", "// a \\\nb"),
        (COMMENT, "// a \\", "// a \\"),
        (STRING, '"a\\"b" c', '"a\\"b"'),
        (STRING, '"a\nb"', '"a'),
        (CHAR, "'\\'' b", "'\\''"),
        (DIRECTIVE, "#define A \\\n\tb /* c\nd */ e\nf", "#define A \\\n\tb /* c\nd */ e"),
        (DIRECTIVE, '#define A "\\\n" / b\nc', '#define A "\\\n" / b'),
        (NUMBER, "0x1fUL+1", "0x1fUL"),
        (NUMBER, ".5e-3f;", ".5e-3f"),
    ],
)
def test_where_something_ends(pattern: str, text: str, whole: str) -> None:
    found = re.match(pattern, text)
    assert found is not None
    assert found[0] == whole


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("#if 0", ("if", "0")),
        ("\t# ifdef FROB", ("ifdef", "FROB")),
        ("#endif /* FROB */", ("endif", "/*")),
        ("#else", ("else", "")),
        ("#iffy", None),
        ("#define if", None),
    ],
)
def test_conditional_inclusion(line: str, groups: tuple[str, str] | None) -> None:
    found = CONDITIONAL.match(line)
    assert (found.groups() if found else None) == groups


@pytest.mark.parametrize(
    ("text", "ends", "fit"),
    [
        ("({[]})", {0: 5, 1: 4, 2: 3}, True),
        ("(a(", {}, True),
        (")()", {1: 2}, False),
        ("(]())", {2: 3}, False),
    ],
)
def test_brackets(text: str, ends: dict[int, int], fit: bool) -> None:  # noqa: FBT001  a parameter of the test
    assert brackets(text) == (ends, fit)
