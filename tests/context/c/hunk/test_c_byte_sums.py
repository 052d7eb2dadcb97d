"""Numbers that are put together byte by byte."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.byte_sums import STORES, SUM, number_of, stored_in
from reviewbot.context.c.hunk.written import new_written


def kinds(code: str) -> list[str]:
    context = example_context(f"Read it.\n---\n=== drivers/frob/core.c\n@@\n+\tx = {code};\n")
    found = (number_of(match) for match in new_written(context, SUM, "<<"))
    return [f"{one.kind} {one.array}[{one.first}]" for one in found if one]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("(b[0] << 8) | b[1]", "be16 b[0]"),
        ("b[1] << 8 | b[0]", "le16 b[0]"),
        ("b[2] + (b[3] << 8)", "le16 b[2]"),
        ("(s->b[i] << 8) | s->b[i + 1]", "be16 s->b[i]"),
        ("(u32)b[4] << 16 | (b[5] << 8) | (b[6])", "be24 b[4]"),
        ("((u32)b[0] << 24) | (b[1] << 16) | (b[2] << 8) | b[3]", "be32 b[0]"),
        ("f((b[0] << 8) | b[1], 3)", "be16 b[0]"),
        ("f(b[0] << 8 | b[1])", "be16 b[0]"),
        ("1; return (b[0] << 8) | b[1]", "be16 b[0]"),
        ("1; return ((b[0] << 8) | b[1])", "be16 b[0]"),
    ],
)
def test_a_number(code: str, kind: str) -> None:
    assert kinds(code) == [kind]


@pytest.mark.parametrize(
    "code",
    [
        "(b[0] << 8) | b[2]",
        "(b[0] << 8) | c[1]",
        "(b[0] << 4) | b[1]",
        "(b[0] << 8) | b[1] | flags << 20",
        "((b[0] & 3) << 8) | b[1]",
        "(b[0] << 16) | (b[1] << 8) | (b[2] << 0) | b[3]",
        "~(b[0] << 8) | b[1] & 3",
        "b[0][0] << 8",
        "f(M, b[1]) << 8 | b[0]",
        "f(b[1]) << 8 | b[0]",
    ],
)
def test_no_number(code: str) -> None:
    assert kinds(code) == []


def test_what_a_directive_has_is_no_code() -> None:
    assert kinds("1;\n+#define X ((b[0] << 8) | b[1])\n+\ty = 1 << 3") == []


def stores(code: str) -> list[str]:
    context = example_context(f"Read it.\n---\n=== drivers/frob/core.c\n@@\n+\t{code}\n")
    found = ((stored_in(match), match["value"]) for match in new_written(context, STORES, ">>"))
    return [f"{one.kind} {one.array}[{one.first}] {value}" for one, value in found if one]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("b[0] = v >> 8; b[1] = v;", "be16 b[0] v"),
        ("b[i + 1] = (v >> 8) & 0xff; b[i] = v & 0xFF;", "le16 b[i] v"),
        ("b[0] = C; b[1] = (u8)(s->v >> 8); b[2] = (u8)s->v;", "be16 b[1] s->v"),
        ("s->b[0] = v >> 16; s->b[1] = v >> 8; s->b[2] = v;", "be24 s->b[0] v"),
    ],
)
def test_a_number_stored(code: str, number: str) -> None:
    assert stores(code) == [number]


@pytest.mark.parametrize(
    "code",
    [
        "b[0] = v >> 8; b[1] = w;",
        "b[0] = v >> 8; c[1] = v;",
        "b[0] = v >> 8; b[2] = v;",
        "b[0] = v >> 8 & 0x3f; b[1] = v;",
        "b[0] = v >> 8; b[1] = v + 1;",
        "b[0] = v >> 4; b[1] = v;",
    ],
)
def test_no_number_stored(code: str) -> None:
    assert stores(code) == []
