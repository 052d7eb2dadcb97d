"""Series put together from messages, and which of them is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.thread.choose import choose
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from reviewbot.thread.thread import Thread

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


def test_a_mail_sent_along_with_the_number_of_another_is_its_rival() -> None:
    cover = mail(1, "[PATCH 0/2] cover", hour=1, body="text\n")
    first = mail(2, "[PATCH 1/2] one", 1, hour=1)
    thread = read_thread(
        [
            cover,
            first,
            mail(3, "[PATCH 2/2] two", 1, hour=1),
            mail(4, "[PATCH 2/2] three", 1, hour=1),
        ]
    )
    assert [[each.subject.title for each in one.rivals] for one in thread.series] == [["three"], []]
    later = mail(4, "[PATCH 2/2] three", 1, hour=9)
    thread = read_thread([cover, first, mail(3, "[PATCH 2/2] two", 1, hour=1), later])
    assert [one.rivals for one in thread.series] == [(), ()], "somebody's other patch"
    again = mail(4, "[PATCH v2 2/2] three", 1, hour=1)
    thread = read_thread([cover, first, mail(3, "[PATCH 2/2] two", 1, hour=1), again])
    assert [one.rivals for one in thread.series] == [(), ()], "a revision of it"


def test_a_version_written_out_begins_another_posting_in_the_same_thread() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 0/3] cover", body="one\nthree\n"),
            mail(2, "[PATCH 2/3] three", 1),
            mail(700, "[PATCH v1 0/3] cover", body="two\nthree\n"),
            mail(701, "[PATCH v1 1/3] two", 1),
            mail(702, "[PATCH v1 3/3] three", 1),
        ]
    )
    assert [(one.patches[0].message.message_id, one.missing) for one in thread.series] == [
        ("2@example.org", (1, 3)),
        ("701@example.org", (2,)),
    ]


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
        series = thread.series_of(f"{number}@example.org")
        assert series is not None
        assert series.title == "cover"
    assert thread.series_of("99@example.org") is None
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
    assert thread.series_of("1@example.org") is None


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
    assert [(d.message_id, d.kind) for d in thread.defects] == [("2@example.org", "unread diff")]


COVER = """\
Two patches.

Author (2):
  frob: one
  quux: two that has a title too long for one line of any shortlog and
    so on

 x.c | 2 +-
"""


def test_the_shortlog_of_a_cover_joins_what_nothing_else_does() -> None:
    title = "quux: two that has a title too long for one line of any shortlog and so on"
    thread = read_thread(
        [
            mail(1, "[PATCH 0/2] a cover", body=COVER),
            mail(2, "[PATCH 1/2] frob: one", hour=1),
            mail(3, f"[PATCH 2/2] {title}", hour=200),
            mail(4, "[PATCH 2/2] frob: another two", hour=2),
        ]
    )
    assert shape(thread) == [
        ("a cover", 1, [1, 2], ()),
        ("frob: another two", 1, [2], (1,)),
    ]


def test_one_run_of_git_send_email_is_one_series() -> None:
    def sent(number: int, subject: str, run: str) -> bytes:
        return mail(number, subject, hour=5).replace(
            b"Message-ID: <%d@" % number,
            b"Message-ID: <20260101050000.%s-%d-a@" % (run.encode(), number),
        )

    thread = read_thread(
        [
            sent(1, "[PATCH 1/2] frob: one", "77"),
            sent(2, "[PATCH 1/2] frob: eins", "88"),
            sent(3, "[PATCH 2/2] frob: zwei", "88"),
            sent(4, "[PATCH v2 2/2] frob: two", "77"),  # the tag forgotten on the first
        ]
    )
    assert shape(thread) == [("frob: one", 2, [1, 2], ()), ("frob: eins", 1, [1, 2], ())]


def test_what_could_belong_to_two_series_belongs_to_none() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 1/2] frob: one", hour=1),
            mail(2, "[PATCH 1/2] frob: eins", hour=1),
            mail(3, "[PATCH 2/2] frob: two", hour=1),
        ]
    )
    assert [series.missing for series in thread.series] == [(2,), (2,), (1,)]


def test_a_counter_proposal_in_the_thread_is_a_series_of_its_own() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 1/2] frob: one"),
            mail(2, "[PATCH 2/2] frob: two", 1),
            mail(3, "[PATCH 1/2] frob: better", 1, 2, author="other@example.org"),
            mail(4, "[PATCH 2/2] frob: still", 1, 2, 3, author="other@example.org"),
        ]
    )
    assert shape(thread) == [("frob: one", 1, [1, 2], ()), ("frob: better", 1, [1, 2], ())]


def test_a_partial_re_roll_keeps_the_rest() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 0/3] frob: cover", body="text\n"),
            mail(2, "[PATCH 1/3] frob: one", 1),
            mail(3, "[PATCH 2/3] frob: two", 1),
            mail(4, "[PATCH 3/3] frob: three", 1),
            mail(5, "[PATCH v2 2/3] frob: two", 1, 3),
        ]
    )
    first, second = thread.series
    assert [patch.subject.revision for patch in second.patches] == [1, 2, 1]
    assert (second.title, second.missing) == ("frob: cover", ())
    assert choose(thread, None, None)[0] == (second,)
    assert choose(thread, "2@example.org", None)[0] == (first,)


def test_a_new_revision_that_lacks_patches_is_no_partial_re_roll() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 1/2] frob: one"),
            mail(2, "[PATCH 2/2] frob: two", 1),
            mail(3, "[PATCH v2 1/2] frob: one", 2),
        ]
    )
    assert [series.missing for series in thread.series] == [(), (2,)]


def test_a_series_sent_once_more_replaces_the_first() -> None:
    thread = read_thread(
        [
            mail(1, "[PATCH 1/2] frob: one"),
            mail(2, "[PATCH 2/2] frob: two", 1),
            mail(3, "[PATCH RESEND 1/2] frob: one", hour=100),
            mail(4, "[PATCH RESEND 2/2] frob: two", 3, hour=100),
        ]
    )
    chosen, left_out = choose(thread, None, None)
    assert [series.patches[0].message.message_id for series in chosen] == ["3@example.org"]
    assert [why for _, why in left_out] == ["posted again"]


def test_a_numbered_patch_without_a_diff_is_not_missing() -> None:
    body = "Run the script.\n\nSigned-off-by: A. Author <author@example.org>\n---\n x.c | 9 +-\n"
    thread = read_thread(
        [mail(1, "[PATCH 1/2] frob: one", body=body), mail(2, "[PATCH 2/2] frob: two", 1)]
    )
    assert shape(thread) == [("frob: one", 1, [1, 2], ())]
    assert [(d.message_id, d.kind) for d in thread.defects] == [("1@example.org", "no diff")]


def test_what_belongs_to_which_series_is_worked_out_once() -> None:
    thread = read_thread([mail(1, "[PATCH v2] frob: go"), mail(2, "[PATCH v3] frob: go")])
    assert thread.members is thread.members
    assert thread.revisions_of(thread.series[0]) is thread.revisions_of(thread.series[0])


def test_all_revisions_are_found_however_many_there_are() -> None:
    thread = read_thread([mail(at, f"[PATCH v{at}] frob: go", at) for at in range(1, 71)])
    assert len(thread.revisions_of(thread.series[0])) == 70
    assert len(thread.related.to(thread.series[0])) < 70


def test_revisions_are_all_postings_of_a_series_in_order() -> None:
    thread = read_thread(
        [mail(1, "[PATCH] frob: go"), mail(2, "[PATCH] grub: stop"), mail(3, "[PATCH v2] frob: go")]
    )
    first, other, second = thread.series
    assert thread.revisions_of(second) == (first, second)
    assert thread.revisions_of(other) == (other,)
