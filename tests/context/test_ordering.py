"""What is put into a sorted list, and where it belongs."""

from __future__ import annotations

import pytest

from reviewbot.context.ordering import Line, misplaced


def lines(text: str) -> list[Line]:
    """Entries; the new ones begin with a plus sign."""
    return [Line(word.lstrip("+"), not word.startswith("+")) for word in text.split()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a b d +c", [(3, "d")]),
        ("a b +e d", [(2, "")]),
        ("+c a b d", [(0, "d")]),
        ("a b d +e +c", [(4, "d")]),
        ("a b d +f +e +g", [(4, "f")]),
        ("a b +c d +e", []),
        ("a9 a10 a11 +a12", []),
        ("a4 a-b a-c7 +a-c10", []),
        ("a9 a10 a11 +a2", [(3, "a9")]),
        ("a93 a94 a100 +a10g1", []),
        ("a93g1 a94g1 a100g1 +a10g1", [(3, "a93g1")]),
        ("a-b a_c a-d +a_e", []),
        ("B a C +d", []),
        ("b a c +a", []),
        ("a c +b", []),
    ],
    ids=[
        "at the end",
        "too early",
        "at the top",
        "one of two",
        "two new ones swapped",
        "in its place",
        "by number",
        "by number, without signs",
        "by number, out of order",
        "by number, with a letter inside",
        "by number, with a letter inside of each",
        "as if there were one sign",
        "nobody sorts",
        "nobody sorts either",
        "too few to tell",
    ],
)
def test_new_entries_belong_somewhere(text: str, wanted: list[tuple[int, str]]) -> None:
    assert misplaced(lines(text), 3) == wanted
