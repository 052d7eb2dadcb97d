"""A plain mailbox is read as mail-parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.model.mail import Address
from reviewbot.thread import fields, mime

ATOMS = st.text(alphabet="aZ0._+-@", min_size=1, max_size=8)


@given(st.text(alphabet="aZ0 _'-.,(", max_size=8), ATOMS, ATOMS)
def test_it_is_the_same_with_and_without(name: str, local: str, domain: str) -> None:
    value = f"{name} <{local}@{domain}>".strip().encode()
    assert fields.mailbox(value) == mime.mailbox(value)


@pytest.mark.parametrize(
    "value", [b"Ada  Author <ada@example.org>", b"ada <ada.author+list@kernel-lists.example.org>"]
)
def test_most_need_no_library(value: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mime, "mailbox", lambda _: Address("asked", ""))
    assert fields.mailbox(value).name in ("Ada Author", "ada")
    assert fields.mailbox(b'"Ada, A." <ada@example.org>').name == "asked"
