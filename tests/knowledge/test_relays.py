"""Addresses that are no person's, and how relays and archives write those that are."""

from __future__ import annotations

import pytest

from reviewbot.knowledge.load import table
from reviewbot.knowledge.relays import decoded, is_list, is_relay, label, stands_for, unhidden


@pytest.mark.parametrize(
    "email",
    [
        "devnull+ada.example.org@kernel.org",
        "Bugbot@kernel.org",
        "ada=40example.org@dmarc.ietf.org",
        "ada=example.org@groups.io",
        "linux-frob-bounces@lists.example.org",
        "linux-frob-bounces+ada=example.org@lists.example.org",
        "owner-linux-frob@example.org",
        "no-reply@example.org",
    ],
)
def test_relays(email: str) -> None:
    assert is_relay(email)


@pytest.mark.parametrize("email", ["ada@example.org", "ada.devnull@example.org", "", "x" * 9999])
def test_people_are_no_relays(email: str) -> None:
    assert not is_relay(email)
    assert not is_list(email)


def test_hosts_of_lists() -> None:
    assert is_list("linux-frob@vger.kernel.org")
    assert is_list("frob@Lists.example.org")
    assert is_list("frob@googlegroups.com")
    assert not is_list("ada@list.ru")
    assert not is_list("ada@mail.list.ru")


def test_what_the_address_of_a_relay_spells() -> None:
    assert decoded("ada=40example.org@dmarc.ietf.org") == "ada@example.org"
    assert decoded("ada@example.org.invalid") == "ada@example.org"
    assert decoded("devnull+ada.example.org@kernel.org") == ""
    assert stands_for("devnull+a.author.example.org@kernel.org", "A.Author@example.org")
    assert not stands_for("devnull+ada.example.org@kernel.org", "bob@example.org")
    assert not stands_for("ada@example.org", "ada@example.org")


@pytest.mark.parametrize(
    ("name", "person", "relay"),
    [
        ("Ada Author via B4 Relay", "Ada Author", "B4 Relay"),
        ("'Ada Author' via Frob group", "Ada Author", "Frob group"),
        ("Ada Author (via frob Mailing List)", "Ada Author", "frob Mailing List"),
        ("Ada Author", "Ada Author", ""),
        ("Ada Via Lopez", "Ada Via Lopez", ""),
    ],
)
def test_labels(name: str, person: str, relay: str) -> None:
    assert label(name) == (person, relay)


@pytest.mark.parametrize(
    ("value", "readable"),
    [
        ("ada at example.org (Ada Author)", "ada@example.org (Ada Author)"),
        ("Ada Author <ada at corp.example.org>", "Ada Author <ada@corp.example.org>"),
        ("ada (at) example.org", "ada@example.org"),
        ("Ada at work <ada@example.org>", "Ada at work <ada@example.org>"),
        ("Ada at work", "Ada at work"),
    ],
)
def test_a_hidden_at_sign(value: str, readable: str) -> None:
    assert unhidden(value) == readable


def test_every_entry_says_where_it_comes_from() -> None:
    for kind in ("relay", "list", "label", "hidden"):
        for entry in table("relays")[kind]:
            assert entry["origin"]
