"""Series put together from messages, and which of them is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.thread.choose import choose
from reviewbot.thread.series import read_thread, series_of

if TYPE_CHECKING:
    from reviewbot.model.series import Thread

DIFF = "--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n"


def mail(
    number: int,
    subject: str,
    *references: int,
    body: str = DIFF,
    author: str = "author@example.org",
    hour: int | None = None,
) -> bytes:
    when = number if hour is None else hour
    day, when = divmod(when, 24)
    head = [
        f"From: {author.partition('@')[0].title()} <{author}>",
        f"Message-ID: <{number}@example.org>",
        f"Subject: {subject}",
        f"Date: {1 + day} Jan 2026 {when:02}:00:00 +0000",
    ]
    if references:
        head.append("References: " + " ".join(f"<{ref}@example.org>" for ref in references))
        head.append(f"In-Reply-To: <{references[-1]}@example.org>")
    return ("\n".join(head) + "\n\n" + body).encode()


def shape(thread: Thread) -> list[tuple[str, int, list[int | None], tuple[int, ...]]]:
    """Title, revision, indexes and missing numbers of each series."""
    return [
        (s.title, s.revision, [p.subject.index for p in s.patches], s.missing)
        for s in thread.series
    ]


def test_a_threaded_series() -> None:
    thread = read_thread(
        [
            mail(3, "[PATCH 2/2] two", 1),
            mail(1, "[PATCH 0/2] cover", body="text\n"),
            mail(2, "[PATCH 1/2] one", 1),
            mail(4, "Re: [PATCH 1/2] one", 1, 2, body="> " + DIFF.replace("\n", "\n> ")),
        ]
    )
    assert shape(thread) == [("cover", 1, [1, 2], ())]
    assert thread.series[0].cover is not None
    assert len(thread.messages) == 4


def test_missing_numbers_are_known() -> None:
    thread = read_thread([mail(1, "[PATCH 0/3] cover", body="t\n"), mail(2, "[PATCH 2/3] two", 1)])
    assert shape(thread) == [("cover", 1, [2], (1, 3))]


def test_markers_join_what_is_not_threaded() -> None:
    thread = read_thread(
        [
            mail(1, "[RFC PATCH 0/2] frob: cover", body="text\n"),
            mail(2, "[RFC PATCH 2/2] frob: two"),
            mail(50, "[RFC PATCH 1/2] frob/core: one"),
        ]
    )
    assert shape(thread) == [("frob: cover", 1, [1, 2], ())]
    assert thread.series[0].is_rfc


def test_markers_do_not_join_other_authors_or_times() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 1/2] frob: one"),
            mail(2, "[PATCH 2/2] frob: two", author="other@example.org"),
            mail(20, "[PATCH 2/2] quux: two"),
            mail(300, "[PATCH 2/2] frob: two"),
        ]
    )
    assert len(thread.series) == 4


def test_two_revisions_in_one_thread() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 0/1] cover", body="text\n"),
            mail(2, "[PATCH 1/1] one", 1),
            mail(3, "[PATCH v2 0/1] cover", 1, body="text\n"),
            mail(4, "[PATCH v2 1/1] one", 1, 3),
        ]
    )
    assert shape(thread) == [("cover", 1, [1], ()), ("cover", 2, [1], ())]
    chosen, left_out = choose(thread, None, None)
    assert [series.revision for series in chosen] == [2]
    assert [(series.revision, why) for series, why in left_out] == [(1, "superseded by v2")]
    chosen, _ = choose(thread, "2@example.org", None)
    assert [series.revision for series in chosen] == [1]
    chosen, left_out = choose(thread, "2@example.org", 2)
    assert [series.revision for series in chosen] == [2]
    assert [why for _, why in left_out] == ["another revision of it"]
    assert choose(thread, "2@example.org", 7)[0] == ()


def test_siblings_without_their_cover() -> None:
    thread = read_thread([mail(2, "[PATCH 1/2] one", 1), mail(3, "[PATCH 2/2] two", 1)])
    assert shape(thread) == [("one", 1, [1, 2], ())]


def test_a_patch_posted_again_replaces_the_first() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 1/2] one"),
            mail(2, "[PATCH 2/2] two", 1),
            mail(3, "[PATCH RESEND 2/2] two", 1),
        ]
    )
    assert shape(thread) == [("one", 1, [1, 2], ())]
    assert thread.series[0].patches[1].message.message_id == "3@example.org"
    assert [(d.message_id, d.kind) for d in thread.defects] == [("2@example.org", "superseded")]


def test_single_patches_are_series_of_their_own() -> None:
    thread = read_thread([mail(1, "[PATCH] a"), mail(2, "[PATCH] b"), mail(3, "hello", body="x\n")])
    assert shape(thread) == [("a", 1, [None], ()), ("b", 1, [None], ())]


def test_any_message_leads_to_its_series() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 0/1] cover", body="text\n"),
            mail(2, "[PATCH 1/1] one", 1),
            mail(3, "Re: [PATCH 1/1] one", 1, 2, body="nice\n"),
            mail(4, "Re: [PATCH 1/1] one", 3, body="indeed\n"),
            mail(5, "[PATCH] other"),
        ]
    )
    for number in (1, 2, 3, 4):
        series = series_of(thread, f"{number}@example.org")
        assert series is not None
        assert series.title == "cover"
    assert series_of(thread, "99@example.org") is None
    assert choose(thread, "99@example.org", None)[0] == ()


def test_loops_in_the_references_end() -> None:
    thread = read_thread(
        [
            mail(1, "Re: a", 2, body="x\n"),
            mail(2, "Re: a", 1, body="x\n"),
            mail(3, "[PATCH] b"),
            mail(4, "[PATCH] c"),
        ]
    )
    assert series_of(thread, "1@example.org") is None


def test_one_id_with_two_bodies_is_a_defect() -> None:
    thread = read_thread([mail(1, "[PATCH] a"), mail(1, "[PATCH] a", body="other\n")])
    assert [defect.kind for defect in thread.defects] == ["duplicate"]
    assert len(thread.messages) == 1


def test_a_broken_diff_is_a_defect_not_a_crash() -> None:
    thread = read_thread([mail(1, "[PATCH] a", body=DIFF.replace("-a", "a wrapped line"))])
    assert [defect.kind for defect in thread.defects] == ["diff"]
    assert thread.series[0].patches[0].files == ()


def test_inline_diff_in_a_renamed_reply_is_no_patch() -> None:
    thread = read_thread([mail(1, "question", body="why?\n"), mail(2, "an answer", 1)])
    assert thread.series == ()
