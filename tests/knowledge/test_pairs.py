"""The table of calls that undo each other."""

from __future__ import annotations

import pytest

from reviewbot.knowledge.pairs import RESULT, read

TABLE = """origin = "frob 1.0"
pairs = [["frob_get", "frob_put", "0<r,1<0", "null", 1, 3, 4, 2, 2]]
"""


def test_a_table_of_ones_own() -> None:
    (pair,) = read(TABLE).by_acquire["frob_get"]
    assert (pair.release, pair.takes) == ("frob_put", ((0, RESULT), (1, 0)))
    assert (pair.undone, pair.held, pair.share) == (3, 4, 0.75)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("pairs = [", "Invalid value"),
        ('origin = "frob"', "it has no 'pairs'"),
        ("pairs = []", "it has no 'origin'"),
        ('origin = "frob"\npairs = 3', "'pairs' is not a list"),
        (TABLE.replace(", 2]]", "]]"), "row 1 of 'pairs' is not four strings and five numbers"),
        (TABLE.replace("3, 4", '"3", 4'), "row 1 of 'pairs'"),
        (TABLE.replace("0<r", "zero"), "invalid literal"),
        ("pairs = " + "[" * 20_000, "nested too deep"),
        (TABLE.replace("3, 4", f"{10**400}, 4"), "row 1 of 'pairs' has a count out of range"),
        (TABLE.replace("3, 4", "-3, 4"), "row 1 of 'pairs' has a count out of range"),
    ],
)
def test_what_is_no_table(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(text)
