"""What is a plain integer, and what is not known to be one."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from fragments import find, hunk, lexed
from reviewbot.context.c.hunk.functions import Functions
from reviewbot.context.c.hunk.tokens import tokenize
from reviewbot.context.c.hunk.types import is_integer, keeps_default


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "0x1fUL",
        "'a'",
        "-1",
        "~x",
        "x & MASK",
        "(x >> 4) & 3",
        "(x + y) % 2",
        "(u32)x",
        "(unsigned long)x",
        "(const u8)x",
        "(u32)(x)",
        "((u8)x & 3)",
        "FIELD_GET(MASK, x)",
        "le16_to_cpu(x->y)",
        "readl(base + OFFSET)",
        "_IOC_NR(cmd)",
    ],
)
def test_type_is_evident(text: str) -> None:
    assert is_integer(lexed(text), None)


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "*p",
        "x->y",
        "x.y",
        "x[1]",
        "f(x)",
        "(enum e)x",
        "(enum e)(x)",
        "(enum e)*p",
        "(u32 *)x",
        "(bool)x",
        "(foo_t)x",
        "a ? 1 : b",
        "x == 1",
        "!x",
        "true",
        "a, b",
        "",
        "1 +",
        "1); switch (2",
        "(" * 500 + "1" + ")" * 500,
    ],
)
def test_type_is_not_evident(text: str) -> None:
    assert not is_integer(lexed(text), None)


def in_function(subject: str, header: str, body: str = "") -> bool:
    part = hunk(f"{header}\n{{\n{body}\n\tHERE;\n}}")
    tokens = tokenize(part.post)
    function = Functions(part, tokens).around(find(tokens, "HERE"))
    assert function is not None
    return is_integer(lexed(subject), function)


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("int x", True),
        ("unsigned long x", True),
        ("unsigned x", True),
        ("const u32 x", True),
        ("__be16 x", True),
        ("u8 __maybe_unused x", True),
        ("long long int x", True),
        ("enum e x", False),
        ("const enum e x", False),
        ("e_t x", False),
        ("bool x", False),
        ("u32 *x", False),
        ("u32 x[2]", False),
        ("struct s *x", False),
        ("x", False),
    ],
)
def test_parameter(parameter: str, *, expected: bool) -> None:
    assert in_function("x", f"void f(void *a, {parameter}, int b)") is expected
    assert in_function("x", f"void f({parameter})") is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("int x;", True),
        ("int a, x;", True),
        ("int a = f(b, c), *p, x = 1;", True),
        ("f();\nu32 x = readl(a);", True),
        ("static const u8 x = 1;", True),
        ("if (a) { int x; }", True),
        ("u16 x:4;", True),
        ("int *x;", False),
        ("int a, *x;", False),
        ("int x[4];", False),
        ("enum e x;", False),
        ("enum e a, x;", False),
        ("e_t x = 1;", False),
        ("int x; { enum e x; }", False),
        ("int a = x;", False),
        ("int a = b, c = x;", False),
        ("return x;", False),
        ("f(int, x);", False),
        ("x = 1;", False),
        ("a * x;", False),
    ],
)
def test_local(body: str, *, expected: bool) -> None:
    assert in_function("x", "void f(void)", body) is expected


def test_what_points_to_an_integer_is_one_when_followed() -> None:
    assert in_function("*x", "void f(u32 *x)")
    assert in_function("*x", "void f(void)", "const u8 *x = a;")
    assert not in_function("*x", "void f(u32 **x)")
    assert not in_function("*x", "void f(enum e *x)")
    assert not in_function("&x", "void f(u32 x)")


def test_parameter_and_local_must_agree() -> None:
    assert not in_function("x", "void f(enum e x)", "int x;")


def test_last_word_of_a_section_may_be_cut_off() -> None:
    part = hunk("\tHERE;", "static void frob(struct frob *frob, unsigned long x")
    tokens = tokenize(part.post)
    assert not is_integer(lexed("x"), Functions(part, tokens).around(0))
    part = hunk("\tHERE;", "static void frob(struct frob *frob, unsigned long x,")
    tokens = tokenize(part.post)
    assert is_integer(lexed("x"), Functions(part, tokens).around(0))


def test_directories_that_keep_their_default() -> None:
    assert keeps_default("tools/perf/util/frob.c")
    assert not keeps_default("drivers/frob/tools/frob.c")
    assert not keeps_default("")


def test_every_entry_of_the_table_has_an_origin_and_stands_once() -> None:
    path = files("reviewbot.knowledge").joinpath("c_types.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = [*data["typedefs"], *data["functions"], *data["keeps_default"]]
    assert all(group["origin"] for group in (*groups, data["words"], data["attributes"]))
    names = [name for group in groups for name in group.get("names", group.get("paths"))]
    assert len(names) == len(set(names))
