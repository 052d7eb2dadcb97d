"""The constants a hunk defines."""

from __future__ import annotations

import pytest

from fragments import hunk
from reviewbot.context.c.hunk.defines import blocks, lowest_bit, mask_of, number


def test_those_that_stand_together_are_one_block() -> None:
    text = '#define A\t1 /* one */\n\n#define B (2)\nint x;\n\n#define C(x) (x)\n# define D "s"\n'
    found = [[(each.name, each.value) for each in block] for block in blocks(hunk(text))]
    assert found == [[("A", "1"), ("B", "(2)")], [("D", '"s"')]]


@pytest.mark.parametrize(
    ("text", "value"),
    [("0x1F", 31), ("(10UL)", 10), ("0", 0), ("010", None), ("A", None), ("-1", None)],
)
def test_number(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("value", "bit"),
    [
        ("GENMASK(5, 3)", 3),
        ("BIT(7)", 7),
        ("0x78", 3),
        ("(0x7 << 4)", 4),
        ("(0x6 << 4)", None),
        ("A | B", None),
        ("0", None),
        ("", None),
    ],
)
def test_lowest_bit(value: str, bit: int | None) -> None:
    assert lowest_bit(value) == bit


@pytest.mark.parametrize(
    ("value", "mask"),
    [("0x78", 0x78), ("(7 << 4)", 0x70), ("(0x3UL << 2)", 12), ("12", None), ("(A << 4)", None)],
)
def test_mask_of(value: str, mask: int | None) -> None:
    assert mask_of(value) == mask
