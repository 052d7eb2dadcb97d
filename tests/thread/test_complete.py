"""A search completes a series, and nothing else comes in with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mails import COVER, mail
from reviewbot.model.wanted import SearchResult
from reviewbot.thread.complete import complete
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from reviewbot.model.wanted import SearchRequest
    from reviewbot.thread.thread import Thread

FIRST = "frob: Add a list of listeners that is kept in the order in which they were added"
SECOND = "frob: Tell the listeners"
SERIES = [
    mail("0", "[PATCH v2 0/2] frob: Listen", COVER),
    mail("1", f"[PATCH v2 1/2] {FIRST}"),
    mail("2", f"[PATCH v2 2/2] {SECOND}"),
]
EARLIER = [mail("v1", f"[PATCH] {SECOND}"), mail("r1", f"Re: [PATCH] {SECOND}", "No.\n", to="v1")]


def completed(
    raws: list[bytes], message_id: str, *finds: SearchResult
) -> tuple[Thread, list[SearchRequest]]:
    asked: list[SearchRequest] = []
    answers = iter(finds)

    def find(wanted: SearchRequest) -> SearchResult:
        asked.append(wanted)
        return next(answers)

    return complete(tuple(raws), message_id, find), asked


def ids(thread: Thread) -> list[str]:
    return [message.message_id.partition("@")[0] for message in thread.messages]


def test_the_rest_and_what_was_said_before() -> None:
    found = SearchResult((*SERIES, *EARLIER))
    thread, asked = completed(SERIES[:1], "0@example.org", found)
    assert [(one.revision, one.missing) for one in thread.series] == [(2, ()), (1, ())]
    assert ids(thread) == ["0", "1", "2", "v1", "r1"]
    assert thread.defects == ()
    assert len(asked) == 1


def test_where_nothing_is_missing_a_later_revision_is_looked_for_once() -> None:
    thread, asked = completed([mail("1", "[PATCH] frob: one")], "1@example.org", SearchResult())
    assert len(thread.series) == 1
    assert [(want.missing, want.later) for want in asked] == [((), True)]
    assert not thread.defects


def test_other_series_of_the_same_author_stay_out() -> None:
    others = [
        mail("x1", "[PATCH v2 1/2] zonk: one"),
        mail("x2", "[PATCH v2 2/2] zonk: two", to="x1"),
        mail("x3", "Re: [PATCH v2 1/2] zonk: one", "No.\n", to="x1"),
        mail("y", "[PATCH] frob: something else", date="Tue, 13 Jan 2026 01:00:00 +0000"),
        mail("z", "An announcement", "Text.\n"),
    ]
    found = SearchResult((*others, *SERIES, *EARLIER))
    thread, _ = completed(SERIES[:1], "0@example.org", found)
    assert sorted(ids(thread)) == ["0", "1", "2", "r1", "v1"]
    assert {one.revision for one in thread.series} == {1, 2}


def test_the_same_patch_for_a_stable_tree_stays_out() -> None:
    raws = [mail("1", f"[PATCH 6.6 1/2] {FIRST}")]
    other = mail("x", f"[PATCH 6.1 1/9] {FIRST}", date="Mon, 2 Feb 2026 00:00:00 +0000")
    thread, _ = completed(raws, "1@example.org", SearchResult((other,)), SearchResult())
    assert ids(thread) == ["1"]


def test_what_merely_has_the_words_of_a_reply_in_its_subject_is_not_its_series() -> None:
    reply = mail("9", f"Re: [PATCH v2 2/2] {SECOND}", "Why?\n", to="lost")
    other = mail("x", f"[PATCH] {SECOND} twice")
    thread, _ = completed([reply], "9@example.org", SearchResult((other,)), SearchResult())
    assert ids(thread) == ["9"]
    assert thread.series == ()


def test_the_only_series_at_hand_is_the_one_completed() -> None:
    stray = mail("9", "Something else", "Text.\n")
    thread, asked = completed([SERIES[0], stray], "9@example.org", SearchResult(tuple(SERIES)))
    assert [want.message_id for want in asked] == ["9@example.org"]
    assert thread.series[0].missing == ()


def test_what_was_at_hand_stays() -> None:
    other = mail("x", "[PATCH] zonk: one")
    thread, _ = completed([SERIES[0], other], "0@example.org", SearchResult((*SERIES, *EARLIER)))
    assert "x" in ids(thread)
    assert len(thread.series) == 3


def test_a_second_search_knows_more_and_is_the_last() -> None:
    reply = mail("9", f"Re: [PATCH v2 2/2] {SECOND}", "Why?\n", to="lost")
    nothing = SearchResult()
    thread, asked = completed([reply], "9@example.org", SearchResult((SERIES[0],)), nothing)
    assert [want.author for want in asked] == ["", "ada@example.org"]
    assert asked[1].missing == (1, 2)
    assert ids(thread) == ["9", "0"]
    assert thread.series[0].missing == (1, 2)


def test_a_search_in_vain_is_said() -> None:
    thread, asked = completed([SERIES[1]], "1@example.org", SearchResult())
    assert len(asked) == 1
    assert [(defect.kind, defect.detail) for defect in thread.defects] == [
        ("search", "a search did not find the missing patches either")
    ]


def test_earlier_revisions_that_are_nowhere_are_no_defect() -> None:
    thread, _ = completed([mail("1", "[PATCH v2] frob: one")], "1@example.org", SearchResult())
    assert thread.defects == ()


def test_why_there_was_no_search() -> None:
    thread, asked = completed(SERIES[:1], "0@example.org", SearchResult(fault="it is down"))
    assert len(asked) == 1
    assert [(defect.message_id, defect.detail) for defect in thread.defects] == [
        ("0@example.org", "it is down")
    ]


def test_a_reply_to_a_lost_mail_belongs_where_its_patch_is_listed() -> None:
    reply = mail("9", f"Re: [PATCH v2 2/2] {SECOND}", "Why?\n", to="lost")
    older = mail("8", f"Re: [PATCH 2/2] {SECOND}", "Why?\n", to="lost too")
    thread = read_thread([SERIES[0], reply, older])
    assert thread.members.get("9@example.org") is thread.series[0]
    assert "8@example.org" not in thread.members
