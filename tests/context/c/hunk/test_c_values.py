"""Variables that hold nothing but 0."""

from __future__ import annotations

import pytest

from fragments import find, hunk
from reviewbot.context.c.hunk.functions import Functions
from reviewbot.context.c.hunk.tokens import tokenize
from reviewbot.context.c.hunk.values import always_zero


def zero(body: str, header: str = "int f(void *data)", end: str = "\n}") -> bool:
    part = hunk(f"{header}\n{{\n{body}\n\treturn HERE(err);{end}")
    tokens = tokenize(part.post)
    index = find(tokens, "HERE")
    function = Functions(part, tokens).around(index)
    assert function is not None
    return always_zero(tokens[index + 2], function)


@pytest.mark.parametrize(
    "body",
    [
        "int err = 0;",
        "int a, err = 0;",
        "int err = 0, a;",
        "int err;\nerr = 0;",
        "int a, err;\nerr = 0;",
        "int err = 0;\nif (a) err = 0;",
        "int err = 0;\nif (err) g();",
        "int err = 0;\nif (!err) g();",
        "int err = 0;\nif (err < 0) g();",
        "int err = 0;\na->err = g();\nb.err = 1;",
    ],
)
def test_always_zero(body: str) -> None:
    assert zero(body)


@pytest.mark.parametrize(
    "body",
    [
        "int err;",
        "int err = 1;",
        "int err = 0 + a;",
        "int err = g();",
        "int err = 0;\nerr = g();",
        "int err = 0;\na = err = g();",
        "int err = 0;\nerr |= g();",
        "int err = 0;\nerr++;",
        "int err = 0;\n--err;",
        "int err = 0;\ng(&err);",
        "int err = 0;\ng(err);",
        "int err = 0;\ng(a, err, b);",
        "int err = 0;\nTRY(err);",
        "int err = 0;\nif ((err = g())) h();",
        "int err = 0;\nif (g(err)) h();",
        "int err = 0;\nif (!g(err)) h();",
        "int err = 0;\nswitch (err) { }",
        "int err = 0;\na[err] = 1;",
        "int *err = 0;",
        "enum e err = 0;",
        "int err = 0;\n\t{ int err = 1; }",
        "int err = 0;\nerr: g();",
        "int err = 0;\nasm(a : b, err);",
        "int err = 0;\ng(); \\",
        "int err = 0;\n#ifdef A\nerr = 0;\n#endif",
        "err = 0;",
        "g();",
    ],
)
def test_not_certainly_zero(body: str) -> None:
    assert not zero(body)


def test_parameters_come_from_elsewhere() -> None:
    assert not zero("err = 0;", header="int f(int err)")


def test_whole_function_must_be_in_sight() -> None:
    assert not zero("int err = 0;", end="\n\tmore();")
    assert not zero("int err = 0;", header="\t      void *data)")
