"""Names of nodes are generic, or a model gave them."""

from __future__ import annotations

import pytest

from reviewbot.context.binding.node_names import generic_name, is_named_by_model
from reviewbot.context.dts.read import Lines, read


@pytest.mark.parametrize(
    ("name", "compatible", "is_model"),
    [
        ("frob123@1", "example,frob123", True),
        ("frob123@1", "example,frob123-q1", True),
        ("frob123a@1", "example,frob123", True),
        ("frob1231@1", "example,frob123", False),
        ("frob123-core@1", "example,frob123", False),
        ("frob123@1", "jedec,frob123", False),
        ("adc@1", "example,adc", False),
        ("frob123@1", "example,other", False),
    ],
)
def test_the_part_of_a_compatible_is_a_model(name: str, compatible: str, *, is_model: bool) -> None:
    tree = read(Lines(1, (f'{name} {{ compatible = "{compatible}"; }};',)))
    assert is_named_by_model(tree.children[0]) == is_model


def test_a_directory_has_its_generic_name_or_none() -> None:
    root = "Documentation/devicetree/bindings"
    assert generic_name(f"{root}/iio/adc/example,frob.yaml") == "adc"
    assert not generic_name(f"{root}/misc/example,frob.yaml")
