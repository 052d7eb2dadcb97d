"""Whose Signed-off-by: should come last, and whose mail it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from discussion import posted, series
from reviewbot.checks.trailers.order import check
from reviewbot.context.levels import SeriesContext
from reviewbot.model.series import Prior

SHORT = """\
Start it.

Signed-off-by: Ada Author <ada@example.org>
{}Signed-off-by: Carol Keeper <carol@example.org>
{}---
{}=== drivers/misc/frob.c
@@
+	frob_start(frob);
"""


def found(
    between: str = "", below: str = "", notes: str = "", subject: str = "", **mail: str
) -> list[dict[str, object]]:
    patch = posted(SHORT.format(between, below, notes), subject or "[PATCH] misc: frob: start it")
    patch = replace(patch, message=replace(patch.message, **mail))  # type: ignore[arg-type]  # all of them text
    return [dict(one.facts) for one in check(SeriesContext(patch, series(patch), Prior()))]


def test_the_sender_has_not_signed_last() -> None:
    assert found() == [{"document": "submitting-patches.rst", "signers": ("Carol Keeper",)}]


def test_who_is_named_as_a_writer_is_not_asked_about() -> None:
    (facts,) = found("Co-developed-by: Carol Keeper <carol@example.org>\n")
    assert facts["signers"] == ()


def test_the_document_is_the_kernels() -> None:
    assert found(subject="[PATCH u-boot] misc: frob: start it") == [
        {"document": "", "signers": ("Carol Keeper",)}
    ]


@pytest.mark.parametrize(
    ("between", "below", "notes"),
    [
        ("Link: https://lore.kernel.org/r/1@example.org\n", "", ""),
        ("Link: https://patch.msgid.link/1@example.org\n", "", ""),
        ("", "Link: https://lore.kernel.org/all/1@example.org/\n", ""),
        ("Message-ID: <1@example.org>\n", "", ""),
        ("", "", "This is in frob/for-next already.\n\n"),
        ("", "", "Carol has already applied it, it is here only for reference.\n\n"),
        ("", "", "This was merged by Carol.\n\n"),
    ],
)
def test_a_copy_of_what_was_applied(between: str, below: str, notes: str) -> None:
    assert found(between, below, notes) == []


@pytest.mark.parametrize(
    ("between", "notes"),
    [
        ("Link: https://bugs.example.org/4711\n", ""),
        ("Reviewed-by: Bob Builder <bob@example.org>\n", ""),
        ("", "It can be applied on top of frob-next.\n\n"),
    ],
)
def test_no_copy(between: str, notes: str) -> None:
    assert found(between, notes=notes)


@pytest.mark.parametrize(
    "mail",
    [
        {"message_id": "20260302-1-carol@example.org"},
        {"message_id": "1390-git-send-email-Carol@example.org"},
        {"to": "frob@lists.example.org", "cc": "Ada Author <ada@example.org>"},
        {"to": "ADA@example.org, frob@lists.example.org"},
    ],
)
def test_the_last_signer_has_sent_it(mail: dict[str, str]) -> None:
    assert found(**mail) == []


@pytest.mark.parametrize(
    "mail",
    [
        {"message_id": "20260302-1-ada@example.org"},
        {"message_id": "20260302-1-ada@example.org", "cc": "ada@example.org"},
        {"to": "frob@lists.example.org", "cc": "carol@example.org, ada@example.org"},
        {"to": "frob@lists.example.org", "cc": "carol@example.org"},
    ],
)
def test_the_author_has_sent_it(mail: dict[str, str]) -> None:
    assert found(**mail)
