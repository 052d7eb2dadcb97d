"""What is plain is read as mail-parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.model.mail import Address
from reviewbot.thread import fields, mailboxes, mime

WORDS = st.lists(
    st.sampled_from([
        *("frob:", "Ada", "=?", "?=", "=", "_", "(x)", "\xe4"),
        *("=?utf-8?q?J=C3=B6rg?=", "=?UTF-8?Q?Ada_B=2e?=", "=?utf-8?q?=C3?=", "=?utf-8?q?=B6?="),
        *("=?utf-8?b?w7xtbGF1dA==?=", "=?utf-8?B?w7xtbGF1dA=?=", "=?utf-8?b?YQ?=", "=?utf-8?q??="),
        *("=?iso-8859-1?Q?K=F6nig?=", "=?iso-8859-1?Q?=85?=", "=?us-ascii?q?a=0ab?="),
        *("=?us-ascii?q?=F6?=", "=?big5?B?WXU=?=", "=?utf-8?q?=3D=3Fx?=", "x=?utf-8?q?a?="),
    ]),
    max_size=5,
)  # fmt: skip
ATOMS = st.text(alphabet="aZ0._+-@", min_size=1, max_size=8)


@given(st.text(alphabet="aZ0 _'-.,(", max_size=8), ATOMS, ATOMS)
def test_it_is_the_same_with_and_without(name: str, local: str, domain: str) -> None:
    value = f"{name} <{local}@{domain}>".strip().encode()
    assert mailboxes.mailbox(value) == mime.mailbox(value)


@given(WORDS, st.sampled_from([" ", "  ", ""]))
def test_encoded_words_are_the_same_with_and_without(words: list[str], blank: str) -> None:
    line = blank.join(words)
    assert fields.decoded(line.encode()) == mime.decoded_words(line.encode())
    value = f"{line} <ada@example.org>".encode()
    assert mailboxes.mailbox(value) == mime.mailbox(value)


@pytest.mark.parametrize(
    "value", [b"Ada  Author <ada@example.org>", b"ada <ada.author+list@kernel-lists.example.org>"]
)
def test_most_need_no_library(value: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mime, "mailbox", lambda _: Address("asked", ""))
    assert mailboxes.mailbox(value).name in ("Ada Author", "ada")
    assert mailboxes.mailbox(b'"Ada, A." <ada@example.org>').name == "asked"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (b"=?utf-8?b?SsO2cmc=?= Developer", "J\xf6rg Developer"),
        (b"Ada =?iso-8859-1?Q?K=F6nig?=", "Ada K\xf6nig"),
        (b"=?utf-8?q?J=C3=B6rg?= =?utf-8?q?_Developer?=", "J\xf6rg Developer"),
    ],
)
def test_nor_do_most_encoded_words(
    words: bytes, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mime, "decoded_words", lambda _: "asked")
    monkeypatch.setattr(mime, "mailbox", lambda _: Address("asked", ""))
    assert fields.decoded(words) == text
    assert mailboxes.mailbox(words + b" <ada@example.org>").name == text
    assert fields.decoded(b"=?big5?B?WXU=?=") == "asked"
