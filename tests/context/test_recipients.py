"""Whom a mail was sent to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewbot.checks.example import example_context, example_patch
from reviewbot.context.mailmap import renewed
from reviewbot.context.recipients import is_among, is_trimmed, may_reach, reaches, recipients
from reviewbot.model.mail import Address

ADA = Address("Ada Author", "ada@example.org")


@pytest.mark.parametrize(
    ("other", "does"),
    [
        (Address("", "ADA+frob@example.org"), True),
        (Address("Author, Ada", "a@example.com"), True),
        (Address("", "ada.author@example.com"), True),
        (Address("", "ada@example.com"), False),
        (Address("Ada Other", "ada.other@example.org"), False),
    ],
)
def test_somebody_is_reached_by_any_address(other: Address, *, does: bool) -> None:
    assert reaches(ADA, [other]) is does


def test_a_short_address_may_be_of_somebody() -> None:
    assert may_reach(Address("Theodora Tree", "t@example.org"), [Address("", "theo@example.com")])
    assert not may_reach(ADA, [Address("", "ada@example.com")])
    assert not may_reach(ADA, [Address("Anne Authority", "author@example.com")])


def test_to_and_cc_are_read() -> None:
    message = example_patch("To: a@example.org\nCc: B <b@example.org>\n\nLog.\n").message
    assert is_among("B@example.org", recipients(message))
    assert is_among("a@example.org", recipients(message))
    assert not is_among("c@example.org", recipients(message))


def test_some_lists_take_members_out() -> None:
    message = example_patch("Log.\n").message
    assert not is_trimmed(replace(message, lists=("frob@vger.kernel.org",)))
    assert is_trimmed(replace(message, lists=("frob@lists.infradead.org",)))


@pytest.mark.parametrize(
    ("line", "before", "now"),
    [
        ("Ada Author <ada@example.org> <a@example.com>", "A@example.com", "ada@example.org"),
        ("Ada <ada@example.org> A. A. <a@example.com>", "a@example.com", "ada@example.org"),
        ("<ada@example.org> <a@example.com>", "a@example.com", "ada@example.org"),
        ("# <ada@example.org> <a@example.com>", "a@example.com", "a@example.com"),
    ],
)
def test_the_tree_knows_newer_addresses(line: str, before: str, now: str) -> None:
    tree = example_context("Log.\n", tree={".mailmap": f"{line}\n"}).tree
    assert renewed(Address("", before), tree).email == now
