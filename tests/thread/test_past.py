"""What was posted before a series."""

from __future__ import annotations

from reviewbot.checks.example import example_patch
from reviewbot.model.series import Series, Thread
from reviewbot.thread.past import past_of

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
    assert ids(past_of(thread, series[5]).earlier)[-1] == "v1"
    assert ids(past_of(thread, series[5]).again) == []
    assert ids(past_of(thread, series[4]).again) == ["v2-again", "v2"]
    assert ids(past_of(thread, series[4]).earlier) == ["v1"]
    assert ids(past_of(thread, series[1]).again) == []
