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


@pytest.mark.parametrize(
    ("name", "email"), [("adabolin", "x@example.org"), ("Bolin", "bolin.ada035@example.org")]
)
def test_a_name_may_be_written_in_one_and_turned(name: str, email: str) -> None:
    assert may_be_same(Address("Adabo Lin", "a@example.org"), Address("linadabo", "b@example.org"))
    assert may_be_same(Address("Bolin Ada", "a@example.org"), Address(name, email))


def test_short_names_turned_are_of_others() -> None:
    assert not may_be_same(Address("Ada Li", "a@example.org"), Address("liada", "b@example.org"))


@pytest.mark.parametrize("name", ["a_author", "author42"])
def test_a_name_may_be_the_address_of_the_signer_before_its_at(name: str) -> None:
    assert may_be_same(Address(name, "u17@example.com"), Address("Ada", f"{name}@example.org"))


def test_a_part_of_an_address_in_another_one_is_no_name() -> None:
    assert not may_be_same(Address("u17", "x@example.com"), Address("Ada", "u170@example.org"))
