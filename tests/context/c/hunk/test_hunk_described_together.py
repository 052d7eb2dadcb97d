"""Lines of kernel-doc that describe several names at once."""

from __future__ import annotations

import pytest

from reviewbot.context.c.hunk.described_together import is_unclear, names_of


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("@low, @high: bounds", ["low", "high"]),
        ("@low/@high: bounds", ["low", "high"]),
        ("@low and @high: bounds", ["low", "high"]),
        ("@area0-3: where", ["area0", "area1", "area2", "area3"]),
        ("@area0..2: where", ["area0", "area1", "area2"]),
        ("@area0 - @area2: where", ["area0", "area1", "area2"]),
        ("@area0: where", []),
        ("@area0 - what: where", []),
        ("@area: from 0-3: where", []),
        ("@low, @high - bounds", []),
    ],
)
def test_names_of_a_line(row: str, names: list[str]) -> None:
    assert list(names_of(row)) == names


def test_a_range_is_bounded() -> None:
    assert len(names_of("@area0-999999999: where")) < 100


def test_a_list_without_a_colon_is_unclear() -> None:
    assert is_unclear("@low, @high - bounds")
    assert not is_unclear("@low, @high: bounds")
