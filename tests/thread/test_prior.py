"""What was posted before a series."""

from __future__ import annotations

from dataclasses import replace

from reviewbot.checks.example import example_patch
from reviewbot.model.mail import Address
from reviewbot.model.series import Series
from reviewbot.thread.prior import prior_of
from reviewbot.thread.thread import Thread

DIFF = "\n\nDo it.\n---\n=== drivers/frob/core.c\n@@\n-old\n+new\n"


def posting(subject: str, message_id: str) -> Series:
    patch = example_patch(f"Subject: {subject}{DIFF}", message_id=message_id)
    return Series(
        patch.subject.title, patch.subject.revision, patch.subject.is_rfc, None, (patch,), 1
    )


def ids(series: tuple[Series, ...]) -> list[str]:
    return [one.patches[0].message.message_id for one in series]


def test_earlier_revisions_and_postings_under_the_same_number() -> None:
    series = (
        posting("[PATCH] frob: start", "v1"),
        posting("[PATCH v2] frob: start", "v2"),
        posting("[PATCH] frob: stop", "other"),
        posting("[PATCH v2] frob: start", "v2-again"),
        posting("[PATCH v2] frob: start", "v2-thrice"),
        posting("[PATCH v3] frob: start", "v3"),
    )
    thread = Thread(tuple(patch.message for one in series for patch in one.patches), series, ())
    assert ids(prior_of(thread, series[5]).earlier)[-1] == "v1"
    assert ids(prior_of(thread, series[5]).reposts) == []
    assert ids(prior_of(thread, series[4]).reposts) == ["v2-again", "v2"]
    assert ids(prior_of(thread, series[4]).earlier) == ["v1"]
    assert ids(prior_of(thread, series[1]).reposts) == []


def test_what_the_author_says_right_above_and_below() -> None:
    head = example_patch("Changes in v2: none\n", "[PATCH v2] frob", "head").message
    patch = example_patch(f"Subject: [PATCH v2] frob: start{DIFF}", message_id="v2")
    patch = replace(patch, message=replace(patch.message, in_reply_to=("head",)))
    series = Series("frob: start", 2, False, None, (patch,), 1)  # noqa: FBT003  is_rfc
    reply = replace(head, message_id="reply", in_reply_to=("v2",))
    other = replace(reply, message_id="other", author=Address("R. Reviewer", "r@example.org"))
    later = replace(reply, message_id="later", in_reply_to=("other",))
    thread = Thread((head, patch.message, reply, other, later), (series,), ())
    assert [one.message_id for one in prior_of(thread, series).author_notes] == ["head", "reply"]
