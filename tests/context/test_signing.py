"""Tests of who signed a patch."""

import pytest

from reviewbot.context.signing import may_be_same
from reviewbot.model.mail import Address


@pytest.mark.parametrize("name", ["Goetz Huebner", "Götz Hübner", "Gotz Hubner"])
def test_a_name_may_be_spelt_with_and_without_its_umlauts(name: str) -> None:
    assert may_be_same(Address("Götz Hübner", "a@example.org"), Address(name, "b@example.org"))


def test_other_names_are_of_others() -> None:
    assert not may_be_same(
        Address("Götz Hübner", "a@example.org"), Address("Ada Author", "b@example.org")
    )
