"""Which postings are of one series, whatever they are called and whoever sends them."""

from __future__ import annotations

import pytest

from mails import mail
from reviewbot.thread.choose import choose
from reviewbot.thread.postings import sent_again
from reviewbot.thread.prior import prior_of
from reviewbot.thread.series import read_thread

DIFF = "Text.\n---\n--- a/{0}.c\n+++ b/{0}.c\n@@ -1 +1 @@\n-int {0};\n+int {1};\n"
ADA = "Ada Author <ada@example.org>"
CORP = '"Author, Ada (ACME)" <a.author@corp.example.org>'
CHANGE = "change-id: 20260101-frob-start-0123456789ab\n"


def patch(name: str, subject: str, day: int = 1, *, foot: str = "", **more: str) -> bytes:
    """A patch whose change is that of its title's last word."""
    diff = DIFF.format(subject.rpartition(" ")[2], more.pop("new", "b"))
    date = f"Mon, {day} Jan 2026 10:00:00 +0000"
    return mail(name, subject, diff + foot, date=date, **more)


def left_out(*raws: bytes, message_id: str | None = None) -> list[tuple[str, str]]:
    thread = read_thread(raws)
    _, others = choose(thread, message_id, None)
    return [(one.mails[0].message.message_id.partition("@")[0], why) for one, why in others]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CHANGE, CHANGE),
        (f"-- \n2.47.0\n\n{CHANGE}", f"base-commit: 0123456789ab\n{CHANGE}"),
        ("Change-Id: I0123456789abcdef0123456789abcdef01234567\n",) * 2,
    ],
)
def test_a_change_id_beats_title_and_author(first: str, second: str) -> None:
    one = patch("1", "[PATCH] frob: start", foot=first, author=ADA)
    two = patch("2", "[PATCH v2] brob: go", 5, foot=second, author="Bo <bo@example.org>")
    assert left_out(one, two) == [("1", "superseded by v2")]


def test_the_change_id_of_a_header_and_of_a_cover() -> None:
    one = patch("1", "[PATCH] frob: start", foot=CHANGE)
    two = patch("2", "[PATCH v2] brob: go", 5)
    header = f"\nX-{CHANGE}Date:"
    assert left_out(one, two.replace(b"\nDate:", header.encode())) == [("1", "superseded by v2")]
    cover = mail("3", "[PATCH v2 0/1] brob: all", f"Text.\n\n{CHANGE}")
    assert left_out(one, cover, patch("4", "[PATCH v2 1/1] brob: go", to="3")) == [
        ("1", "superseded by v2")
    ]


def test_a_header_that_holds_no_change_id() -> None:
    raw = patch("1", "[PATCH] frob: start").replace(b"\nDate:", b"\nX-Change-ID: f:* OR\nDate:")
    assert read_thread([raw]).series[0].change_ids == ()


def test_under_two_change_ids_the_title_of_the_whole_must_be_the_same() -> None:
    other = CHANGE.replace("start", "stop")
    one = patch("1", "[PATCH] frob: start", foot=CHANGE)
    assert left_out(one, patch("2", "[PATCH v2] frob: start", 5, foot=other)) == [
        ("1", "superseded by v2")
    ]
    cover = mail("3", "[PATCH v2 0/1] frob: all", f"Text.\n\n{other}")
    within = patch("4", "[PATCH v2 1/1] frob: start", 13, to="3")
    assert left_out(one, cover, within) == []
    assert left_out(one, cover.replace(other.encode(), b""), within) == [("1", "superseded by v2")]


@pytest.mark.parametrize("author", [CORP, "ADA AUTHOR <ada@x.example.org>", ADA.upper()])
def test_a_second_address_of_the_author(author: str) -> None:
    one = patch("1", "[PATCH] frob: start", author=ADA)
    assert left_out(one, patch("2", "[PATCH v2] frob: start", 5, author=author)) == [
        ("1", "superseded by v2")
    ]


def test_a_first_name_tells_in_one_thread_only() -> None:
    one = patch("1", "[PATCH] frob: start", author="Ada <ada@example.org>")
    two = patch("2", "[PATCH v2] frob: start", 5, author="Ada <ada@corp.example.org>")
    assert left_out(one, two) == []
    below = patch("2", "[PATCH v2] frob: start", 5, author="Ada <ada@corp.example.org>", to="1")
    assert left_out(one, below) == [("1", "superseded by v2")]


def test_somebody_else_sends_it_for_who_wrote_it() -> None:
    one = patch("1", "[PATCH] frob: start", author=ADA)
    body = f"From: {ADA}\n\n" + DIFF.format("start", "c")
    two = mail("2", "[PATCH v2] frob: start", body, to="1", author="Bo Hal <bo@example.org>")
    assert left_out(one, two) == [("1", "superseded by v2")]
    other = body.replace("Ada Author <ada", "Cy Dee <cy")
    two = mail("2", "[PATCH v2] frob: start", other, to="1", author="Bo Hal <bo@example.org>")
    assert left_out(one, two) == []


def test_two_names_behind_one_list_are_two_people() -> None:
    via = '"{} via Linux-frob" <linux-frob@lists.example.org>'
    one = patch("1", "[PATCH] frob: start", author=via.format("Ada Author"))
    assert left_out(one, patch("2", "[PATCH v2] frob: start", 5, author=via.format("Bo Hal"))) == []
    assert left_out(
        one, patch("2", "[PATCH v2] frob: start", 5, author=via.format("Ada Author"))
    ) == [("1", "superseded by v2")]


def test_a_new_title_for_the_same_change_in_one_thread() -> None:
    one = patch("1", "[PATCH] frob: start")
    two = patch("2", "[PATCH v2] frob: really start", 5, to="1")
    assert left_out(one, two) == [("1", "superseded by v2")]
    assert left_out(one, patch("2", "[PATCH v2] frob: really start", 5)) == []
    assert left_out(one, patch("2", "[PATCH v2] frob: really stop", 5, to="1")) == []


def test_what_was_sent_later_under_a_lower_number_is_not_replaced() -> None:
    cover = mail("1", "[PATCH v4 0/2] frob: all", date="Mon, 1 Jan 2026 10:00:00 +0000")
    whole = [cover, *(patch(f"1{n}", f"[PATCH v4 {n}/2] frob: go {n}", to="1") for n in (1, 2))]
    five = patch("2", "[PATCH v5] frob: go 2", 2)
    three = patch("3", "[PATCH v3] frob: go 2", 5)
    assert left_out(*whole, three) == []
    assert left_out(*whole, five, three) == [
        ("1", "superseded by v5"),
        ("2", "posted again, with a lower number"),
    ]
    assert left_out(*whole, patch("3", "[PATCH RESEND v3] frob: go 2", 5)) == [
        ("3", "superseded by v4")
    ]


def test_the_same_title_for_several_kernels() -> None:
    tags = ("6.12.y", "6.6", "5.10/5.15", "stable 5.4", "5.4.y-cip")
    raws = [patch(str(n), f"[PATCH {tag}] frob: start", n) for n, tag in enumerate(tags, 1)]
    assert left_out(patch("0", "[PATCH v3] frob: start"), *raws) == []
    below = [patch(str(n), f"[PATCH {t}] frob: start", n, to="1") for n, t in enumerate(tags, 1)]
    assert left_out(*below) == []
    again = patch("9", "[PATCH 6.6.y v2] frob: start", 9)
    assert left_out(*raws, again) == [("2", "superseded by v2")]
    assert left_out(*raws, patch("9", "[PATCH RESEND 6.6] frob: start", 9)) == [
        ("2", "posted again")
    ]


def test_a_forgotten_kernel_is_told_by_the_revision_that_answers() -> None:
    one = patch("1", "[PATCH] frob: start")
    two = patch("2", "[PATCH 6.6.y v2] frob: start", 5, to="1")
    assert left_out(one, two) == [("1", "superseded by v2")]
    assert left_out(one, patch("2", "[PATCH 6.6.y v2] frob: start", 5)) == []


def test_two_postings_of_one_revision_are_called_so_however_they_are_asked_for() -> None:
    raws = patch("1", "[PATCH v2] frob: start"), patch("2", "[PATCH RESEND v2] frob: start", 5)
    assert left_out(*raws) == [("1", "posted again")]
    assert left_out(*raws, message_id="2@example.org") == [("1", "posted again")]
    assert left_out(*raws, message_id="1@example.org") == [("2", "a later posting of it")]


def said(*raws: bytes) -> list[str]:
    """What is known to have been said of the last series of a thread."""
    thread = read_thread(raws)
    return [one.text for one in prior_of(thread, thread.series[-1]).comments]


@pytest.mark.parametrize("tag", ["PATCH RESEND", "RESEND PATCH", "REPOST PATCH", "PATCH"])
@pytest.mark.parametrize("to", ["", "1"])
def test_what_was_said_before_a_patch_was_posted_again(tag: str, to: str) -> None:
    reply = mail("r", "Re: frob: start", "> +int b;\nUnused.\n", to="1", author="Bo <b@x.org>")
    first = patch("1", "[PATCH] frob: start")
    assert said(first, reply, patch("2", f"[{tag}] frob: start", 9, to=to)) == ["Unused."]


def test_what_was_said_of_a_part_that_was_posted_again() -> None:
    reply = mail("r", "Re: frob: start", "> +int b;\nUnused.\n", to="1", author="Bo <b@x.org>")
    first = patch("1", "[PATCH 1/2] frob: start")
    more = patch("2", "[PATCH 2/2] frob: stop", to="1")
    again = patch("3", "[PATCH RESEND 1/2] frob: start", 2, to="1")
    assert said(first, more, reply, again) == ["Unused."]


def test_what_was_said_of_another_backport_is_not_said_of_this_one() -> None:
    reply = mail("r", "Re: frob: start", "> +int b;\nUnused.\n", to="1", author="Bo <b@x.org>")
    raws = patch("1", "[PATCH 6.6] frob: start"), patch("2", "[PATCH 6.1] frob: start", 2)
    assert said(*raws, reply) == []


def test_a_writer_of_one_patch_reviews_the_others() -> None:
    bo = "Bo Hal <bo@example.org>"
    one = mail("1", "[PATCH 1/2] frob: start", f"From: {bo}\n\n" + DIFF.format("start", "b"))
    two = patch("2", "[PATCH 2/2] frob: stop", 14, to="1")
    own = mail("3", "Re: [PATCH 1/2] frob: start", "> +int b;\nMine.\n", to="1", author=bo)
    other = mail("4", "Re: [PATCH 2/2] frob: stop", "> +int b;\nUnused.\n", to="2", author=bo)
    assert said(one, two, own, other) == ["Unused."]


def test_all_of_a_part_sent_again_within_the_hour() -> None:
    early = patch("1", "[PATCH] frob: go")
    late = [
        patch(f"2{n}", f"[PATCH {n}/2] frob: {what}", to="20")
        for n, what in ((1, "start"), (2, "go"))
    ]
    cover = mail("20", "[PATCH 0/2] frob: all", "Text.\n", date="Mon, 1 Jan 2026 10:08:00 +0000")
    raws = [early, cover, *(raw.replace(b" 10:00", b" 10:08") for raw in late)]
    thread = read_thread(raws)
    first, second = thread.series
    assert sent_again(thread, first) == "20@example.org"
    assert not sent_again(thread, second)
    assert left_out(*raws) == [("1", "posted again")]


@pytest.mark.parametrize(
    ("new", "time"), [("c", b" 10:08"), ("b", b" 12:08")], ids=["another change", "hours later"]
)
def test_what_is_not_sent_again_at_once(new: str, time: bytes) -> None:
    again = patch("2", "[PATCH] frob: start", new=new).replace(b" 10:00", time)
    thread = read_thread([patch("1", "[PATCH] frob: start"), again])
    assert [sent_again(thread, one) for one in thread.series] == ["", ""]
