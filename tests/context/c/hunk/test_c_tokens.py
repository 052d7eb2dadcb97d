"""Tokens of whole text, of fragments, and of what is no C at all."""

from __future__ import annotations

import time

import pytest

from fragments import lexed, lines
from reviewbot.context.c.hunk.tokens import TokenKind, code, readable, spelled, tokenize


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.value, token.text) for token in lexed(text)]


def test_each_kind() -> None:
    assert kinds("x += 0x1fUL; /* a */ f('\\'', \"b\\\"c\"); // d") == [
        ("name", "x"),
        ("op", "+="),
        ("number", "0x1fUL"),
        ("op", ";"),
        ("comment", "/* a */"),
        ("name", "f"),
        ("op", "("),
        ("char", "'\\''"),
        ("op", ","),
        ("string", '"b\\"c"'),
        ("op", ")"),
        ("op", ";"),
        ("comment", "// d"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a->b", ["a", "->", "b"]),
        ("a <<= b >> 1", ["a", "<<=", "b", ">>", "1"]),
        ("1 ... 3", ["1", "...", "3"]),
        ("1e+5 + .5f", ["1e+5", "+", ".5f"]),
        ('L"x" u8"y" PRIu8"z"', ['L"x"', 'u8"y"', "PRIu8", '"z"']),
        ("größe = 1;", ["größe", "=", "1", ";"]),
        ("$x @ `", ["$x", "@", "`"]),
    ],
)
def test_spelling_of_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in lexed(text)] == expected


def test_directive_with_continuation_is_one_token() -> None:
    (directive, name) = lexed("\t#define A(x) \\\n\tdo_it(x)\nB")
    assert directive.kind is TokenKind.DIRECTIVE
    assert directive.text == "#define A(x) \\\n\tdo_it(x)"
    assert (directive.line.new, directive.last.new) == (1, 2)
    assert (name.text, name.line.new) == ("B", 3)


def test_comment_begun_in_a_directive_ends_where_it_ends() -> None:
    tokens = lexed("#define A 1 /* one\n * two */\nint x;")
    assert [token.text for token in code(tokens)] == ["int", "x", ";"]


def test_comment_start_inside_a_string_of_a_directive_is_no_comment() -> None:
    assert spelled(lexed('#define GLOB "foo/*"\nint x;')) == "int x ;"


def test_number_sign_inside_a_line_is_no_directive() -> None:
    assert [t.kind for t in lexed("a ## b")] == [TokenKind.NAME, TokenKind.OP, TokenKind.NAME]


def test_string_is_continued_over_an_escaped_line_end() -> None:
    tokens = lexed('"a\\\nb" c')
    assert [t.kind for t in tokens] == [TokenKind.STRING, TokenKind.NAME]
    assert tokens[0].last.new == 2


@pytest.mark.parametrize("quote", ['"', "'"])
def test_quote_that_is_never_closed_ends_with_its_line(quote: str) -> None:
    tokens = lexed(f"x {quote}abc\ny")
    assert [token.text for token in tokens] == ["x", f"{quote}abc", "y"]


def test_comment_that_is_never_closed_runs_to_the_end() -> None:
    tokens = lexed("x /* abc\ny\nz")
    assert [token.text for token in tokens] == ["x", "/* abc\ny\nz"]
    assert tokens[-1].last.new == 3


def test_line_comment_is_continued_by_a_backslash() -> None:
    assert spelled(lexed("a // b \\\nc\nd")) == "a d"


def test_fragment_that_starts_inside_a_comment() -> None:
    tokens = lexed(" * don't switch (x) {\n */\nint y;")
    assert tokens[0].kind is TokenKind.COMMENT
    assert spelled(tokens) == "int y ;"


def test_fragment_that_is_all_inside_a_comment() -> None:
    (comment,) = lexed(" * enum foo { A,\n *\n *\tB }")
    assert comment.kind is TokenKind.COMMENT


def test_statement_that_starts_with_a_star_is_no_comment() -> None:
    assert spelled(lexed("\t*p = 1;")) == "* p = 1 ;"
    assert spelled(lexed(" * a;\nint b;")) == "* a ; int b ;"


@pytest.mark.parametrize("string", ['"*/5 * * *"', '"foo/*/bar"'])
def test_end_of_comment_inside_a_string_is_none(string: str) -> None:
    assert spelled(lexed(f"f({string});\ng();")) == f"f ( {string} ) ; g ( ) ;"


def test_tokens_know_their_lines_across_form_feed_and_separators() -> None:
    tokens = tokenize(lines("a\f\nb\u2028\x85c\n\nd"))
    assert [(t.text, t.line.new) for t in tokens] == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]


def test_nothing_has_no_tokens() -> None:
    assert tokenize(()) == ()
    assert lexed("") == ()


def test_code_leaves_comments_and_directives_out() -> None:
    assert spelled(lexed("#if A\nx /* y */;\n#endif // z")) == "x ;"


@pytest.mark.parametrize(
    "text",
    [
        "-EINVAL",
        "FROB_A | FROB_B",
        "htons(ETH_P_IP)",
        "ARRAY_SIZE(x) - 1",
        "'a'",
        "x->y[2].z",
        "!~*p",
        "a ? -1 : b",
        "f(-1, &x)",
    ],
)
def test_readable_spelling_is_that_of_a_sentence(text: str) -> None:
    assert readable(lexed(text)) == text
    assert readable(lexed(text.replace(" ", "   "))) == text


@pytest.mark.parametrize(
    "unit",
    ["(", '"\\', '"a', "'\\\"", "*/", "/*", "/**/", "1e+", "\\\n", "/", "#/*", '#"\\', "é", " \t"],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    lexed(unit * (200_000 // len(unit)))
    lexed("#" + unit * (200_000 // len(unit)))
    assert time.process_time() - start < 10  # quadratic would be minutes
