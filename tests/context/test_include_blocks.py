"""Which includes of a block are out of order."""

from __future__ import annotations

import pytest

from fragments import hunk
from reviewbot.context.include_blocks import blocks, misplaced


def moved(*headers: str) -> list[tuple[str, str]]:
    text = "\n".join(f"#include <linux/{header}.h>" for header in headers)
    return [
        (include.header[6:-2], before[6:-2])
        for block in blocks(hunk(text))
        for include, before in misplaced(block)
    ]


@pytest.mark.parametrize(
    ("headers", "moves"),
    [
        ("a b c", []),
        ("a c b d e", [("b", "c")]),
        ("b c d a", [("a", "b")]),
        ("a d b c", [("d", "")]),
        ("dma-mapping dmaengine of_device of", []),
        ("of of_device of-x", []),
        ("mutex of_address of_reserved of", [("of", "of_address")]),
        ("clk module mod_devicetable of", []),
        ("c x/a x/b a", [("a", "c")]),
        ("c d x/a x/b", []),
        ("x/a x/b c d", []),
    ],
)
def test_the_fewest_lines_are_moved(headers: str, moves: list[tuple[str, str]]) -> None:
    assert moved(*headers.split()) == moves


def test_a_blank_line_ends_a_block() -> None:
    assert [
        len(block) for block in blocks(hunk("#include <linux/b.h>\n\n#include <linux/a.h>"))
    ] == [1, 1]


def test_nobody_means_to_sort_a_thousand() -> None:
    assert moved(*(str(number) for number in range(1000, 0, -1))) == []
