"""Names that undo each other."""

from __future__ import annotations

import pytest

from reviewbot.knowledge.antonyms import (
    ends_something,
    is_backward,
    is_managed,
    likeness,
    may_keep,
    opposites,
)


@pytest.mark.parametrize(
    ("acquire", "release"),
    [
        ("kmalloc", "kfree"),
        ("request_irq", "free_irq"),
        ("misc_register", "misc_deregister"),
        ("ioremap", "iounmap"),
        ("frob_ring_alloc", "frob_ring_free"),
    ],
)
def test_names_of_a_pair_are_alike(acquire: str, release: str) -> None:
    assert likeness(acquire, release) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("acquire", "release"),
    [("kmalloc", "iounmap"), ("frob_get", "frob_output"), ("dev_err", "kfree")],
)
def test_other_names_say_little(acquire: str, release: str) -> None:
    assert likeness(acquire, release) < 0.6


def test_more_in_common_is_more_alike() -> None:
    some = likeness("request_threaded_irq", "free_irq")
    assert likeness("kzalloc", "free_irq") < some < likeness("request_irq", "free_irq")


def test_words_that_only_end() -> None:
    assert ends_something("frob_destroy")
    assert not ends_something("frob_enable")
    assert is_backward("frob_disable", "frob_enable")
    assert not is_backward("frob_enable", "frob_disable")


def test_managed_and_keeping() -> None:
    assert is_managed("devm_kzalloc")
    assert not is_managed("kzalloc")
    assert may_keep("list_add")
    assert not may_keep("strscpy")


def test_opposites_among_names() -> None:
    assert list(opposites(["frob_init", "frob_exit", "frob_poke"])) == [("frob_init", "frob_exit")]
