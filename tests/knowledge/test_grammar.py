"""Slips of grammar, with what is right."""

from __future__ import annotations

import pytest

from reviewbot.knowledge.grammar import slips


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Add a I2C device", [("a I2C", "an I2C")]),
        ("on an USB bus with an device", [("an USB", "a USB"), ("an device", "a device")]),
        (
            "it has more then one, and it's own clock",
            [("more then", "more than"), ("it's own", "its own")],
        ),
        ("This allows to set it", [("allows to set", "allows one to set")]),
        ("Add an I2C device with a USB port, more than one, then allow users to set it", []),
    ],
)
def test_slips_are_found_and_corrected(text: str, found: list[tuple[str, str]]) -> None:
    assert sorted(slips(text)) == sorted(found)
