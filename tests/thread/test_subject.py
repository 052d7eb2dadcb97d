"""Subjects as they are written."""

from __future__ import annotations

import pytest

from reviewbot.thread.subject import bare, read_subject


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
        ("[PATCH 3/2] frob: fix it", 1, 3, 2),
        ("[PATCH 0/0] frob: fix it", 1, None, None),
        ("[PATCH v2.1 1/2] frob: fix it", 2, 1, 2),
        ("[PATCH v0 1/2] frob: fix it", 0, 1, 2),
        ("[PATCH v6.1 1/2] frob: fix it", 1, 1, 2),
        ("[PATCH v5.15] frob: fix it", 1, None, None),
        ("[PATCH v2 [2/3]] frob: fix it", 2, 2, 3),
        ("[[PATCH v2] 0/2] frob: fix it", 2, 0, 2),
        ("[PATCH [v2] 1/2 frob: fix it", 2, 1, 2),
        ("[PATCH 1/2]] frob: fix it", 1, 1, 2),
        ("[1 of 2] frob: fix it", 1, 1, 2),
        ("[PATCH v3 10 of 12] frob: fix it", 3, 10, 12),
        ("1 of 2: frob: fix it", 1, 1, 2),
        ("Patch 1 of 2 frob: fix it", 1, 1, 2),
        ("(1/2) frob: fix it", 1, 1, 2),
        ("[PATCH 1 / 2] frob: fix it", 1, 1, 2),
        ("[PATCH] 1/2: frob: fix it", 1, 1, 2),
        ("[PATCH] v2: frob: fix it", 2, None, None),
        ("[PATCH] frob: fix it (v2)", 2, None, None),
        ("[PATCH 1/2] frob: fix it [ver #3]", 3, 1, 2),
        ("[PATCH] frob: fix it, v3", 3, None, None),
        ("frob: fix it [PATCH v2 1/2]", 2, 1, 2),
        ("[Patch 2/2]: frob: fix it", 1, 2, 2),
        ("[PATCH v2] - frob: fix it", 2, None, None),
        ("[PATCH 2/2 v3] frob: fix it", 3, 2, 2),
        ("PATCH: frob: fix it", 1, None, None),
        ("PATCH v2 1/3 frob: fix it", 2, 1, 3),
        ("PATCH 0/6] frob: fix it", 1, 0, 6),
        ("[PATCH 1/2 frob: fix it", 1, 1, 2),
        ("Resend: [PATCH] frob: fix it", 1, None, None),
        ("[PATCH -next v2 1/2] frob: fix it", 2, 1, 2),
        ("[RESEND PATCH] frob: fix it", 1, None, None),
        ("[v2] frob: fix it", 2, None, None),
        ("[PATCH take 3] frob: fix it", 3, None, None),
        ("[PATCH (v2)] frob: fix it", 2, None, None),
        ("[PATCH] Re: frob: fix it", 1, None, None),
    ],
)
def test_markers(text: str, revision: int, index: int | None, expected: int | None) -> None:
    subject = read_subject(text)
    assert (subject.revision, subject.index, subject.expected) == (revision, index, expected)
    assert subject.title == "frob: fix it"
    assert subject.is_patch
    assert not subject.is_reply


@pytest.mark.parametrize(
    "marker",
    [
        "Re:",
        "RE: ",
        "Fwd: Re: ",
        "Re[2]: ",
        "AW: ",
        "Antw: ",
        "回复:",
        "回复\uff1a",
        "Ynt: ",
        "[frob-devel] Re: ",
        "Re: [frob-devel] ",
        "AW: [EXT] Re: ",
    ],
)
def test_replies_are_recognised(marker: str) -> None:
    subject = read_subject(f"{marker}[PATCH 1/2] mm: map it")
    assert subject.is_reply
    assert subject.title == "mm: map it"


@pytest.mark.parametrize(
    ("reply", "original"),
    [
        ("[frob-devel] Re: [PATCH] a", "[PATCH] a"),
        ("Re: [frob-devel] [PATCH] a", "[frob-devel] [PATCH] a"),
        ("Fwd: AW: [PATCH] Re: a", "[PATCH] Re: a"),
    ],
)
def test_what_is_in_front_of_a_reply_goes(reply: str, original: str) -> None:
    assert bare(reply) == original


@pytest.mark.parametrize(
    ("text", "label", "place"),
    [
        ("[PATCH 1.5/2] a", "1.5/2", (1, 5)),
        ("[PATCH 1b/2] a", "1.2/2", (1, 2)),
        ("[PATCH 02/10] a", "2/10", (2, 0)),
        ("[PATCH] a", "", (1, 0)),
    ],
)
def test_the_place_in_a_series(text: str, label: str, place: tuple[int, int]) -> None:
    subject = read_subject(text)
    assert (subject.label, subject.place) == (label, place)


def test_a_version_that_only_ends_the_title_is_not_the_brackets() -> None:
    assert not read_subject("[PATCH 1/2] a (v2)").is_versioned
    assert read_subject("[PATCH v2 1/2] a").is_versioned
    assert read_subject("[PATCH v3] a (v2)").title == "a (v2)"


@pytest.mark.parametrize(
    "text",
    [
        "Patch the frob",
        "[PATCH] v4l2: fix it",
        "[PATCH] v4 clocks",
        "[PATCH] frob: fix it (board rev 2)",
        "[PATCH] frob: fix 1/2 of it",
        "[PATCH] x86: fix [bar]",
    ],
)
def test_what_only_looks_like_a_marker_stays(text: str) -> None:
    subject = read_subject(text)
    assert (subject.revision, subject.index) == (1, None)
    assert subject.title == text.removeprefix("[PATCH] ")


@pytest.mark.parametrize("text", ["[" * 70_000, "[[]" * 20_000, "Re: [a] " * 9_000, "a (" * 20_000])
def test_a_hostile_subject_costs_little(text: str) -> None:
    assert read_subject(text).index is None


@pytest.mark.parametrize("text", ["mm: map it", "net: fix the socket", "ARM: dts: add a board"])
def test_a_subsystem_is_no_reply_marker(text: str) -> None:
    assert not read_subject(text).is_reply
    assert not read_subject(f"[PATCH] {text}").is_reply


@pytest.mark.parametrize(
    "text",
    [
        "[RFC] a",
        "[RFC PATCH 1/2] a",
        "[PATCH RFC v2] a",
        "[RFCv2 1/2] a",
        "[RFC-PATCH] a",
        "[RFC/RFT v2 1/4] a",
        "RFC: a",
        "RFC: [PATCH 1/2] a",
        "[PATCH] a (RFC)",
    ],
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


@pytest.mark.parametrize("word", ["RESEND", "RESEND.", "resent", "Re-send", "REPOST", "PING"])
def test_what_is_only_sent_again(word: str) -> None:
    assert read_subject(f"[PATCH v2 {word}] frob: fix it").is_resend
    assert not read_subject(f"[PATCH v2] frob: {word} it").is_resend
