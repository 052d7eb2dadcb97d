"""Subjects as they are written."""

from __future__ import annotations

import pytest

from reviewbot.thread.subject import read_subject


@pytest.mark.parametrize(
    ("text", "revision", "index", "expected"),
    [
        ("[PATCH] frob: fix it", 1, None, None),
        ("[PATCH 1/3] frob: fix it", 1, 1, 3),
        ("[PATCH 00/12] frob: fix it", 1, 0, 12),
        ("[PATCH v2 02/13] frob: fix it", 2, 2, 13),
        ("[PATCH V3] frob: fix it", 3, None, None),
        ("[PATCHv2 3/4] frob: fix it", 2, 3, 4),
        ("[PATCH-v4 3/4] frob: fix it", 4, 3, 4),
        ("[v5, 1/2] frob: fix it", 5, 1, 2),
        ("[PATCH net-next v3 2/4] frob: fix it", 3, 2, 4),
        ("[PATCH][next] frob: fix it", 1, None, None),
        ("[linux-list] [PATCH v2 1/2] frob: fix it", 2, 1, 2),
        ("[PATCH 3/2] frob: fix it", 1, None, None),
        ("[PATCH v2.1 1/2] frob: fix it", 2, 1, 2),
    ],
)
def test_markers(text: str, revision: int, index: int | None, expected: int | None) -> None:
    subject = read_subject(text)
    assert (subject.revision, subject.index, subject.expected) == (revision, index, expected)
    assert subject.title == "frob: fix it"
    assert subject.is_patch
    assert not subject.is_reply


@pytest.mark.parametrize(
    "marker", ["Re:", "RE: ", "Fwd: Re: ", "Re[2]: ", "AW: ", "回复:", "Ynt: "]
)
def test_replies_are_recognised(marker: str) -> None:
    subject = read_subject(f"{marker}[PATCH 1/2] mm: map it")
    assert subject.is_reply
    assert subject.title == "mm: map it"


@pytest.mark.parametrize("text", ["mm: map it", "net: fix the socket", "ARM: dts: add a board"])
def test_a_subsystem_is_no_reply_marker(text: str) -> None:
    assert not read_subject(text).is_reply
    assert not read_subject(f"[PATCH] {text}").is_reply


@pytest.mark.parametrize(
    "text", ["[RFC] a", "[RFC PATCH 1/2] a", "[PATCH RFC v2] a", "[RFCv2 1/2] a", "[RFC-PATCH] a"]
)
def test_rfc(text: str) -> None:
    assert read_subject(text).is_rfc


def test_brackets_in_the_title_stay() -> None:
    assert read_subject("[PATCH] x86: fix [bar] once more").title == "x86: fix [bar] once more"
    assert read_subject("plain talk").is_patch is False


def test_resend_and_tree_names_are_tags() -> None:
    subject = read_subject("[RESEND PATCH bpf-next v2 1/1] a")
    assert subject.is_resend
    assert subject.tags == ("RESEND", "PATCH", "bpf-next")
