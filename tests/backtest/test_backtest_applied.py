"""Replies that say a patch was applied as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from discussion import AUTHOR, posted, reply, series, thread
from reviewbot.backtest.applied import applied
from reviewbot.model.patch import Body, Patch, Span
from reviewbot.model.series import Series
from reviewbot.thread.replies import read_comments

NONE = Span(1, 1)


def whom(text: str) -> set[str]:
    """The patches that are applied where a reviewer answers the one there is so."""
    patch = posted()
    comments = read_comments(thread(patch, reply(patch, text)))
    return set(applied(series(patch), comments))


@pytest.mark.parametrize(
    "text",
    [
        "Applied, thanks!",
        "Thanks, applied.",
        "> quoted\n\nQueued up on frobs-next. Thanks.",
        "OK, I've merged this.",
        "Patches 1-3 applied to frobs/next.",
        "Added to frobs-next.",
        "Hi Ada,\n\nNow pushed, thanks.",
    ],
)
def test_a_plain_word_counts(text: str) -> None:
    assert whom(text) == {"post-0@example.org"}


@pytest.mark.parametrize(
    "text",
    [
        "Looks good to me.",
        "Can this be applied?",
        "Applied to which tree?",
        "With this patch applied, it hangs.",
        "Applied with minor changes to the log.",
        "Applied, thanks. I fixed up the typo.",
        "I applied this, but it fails to build.",
        "This should be applied soon.",
        "The work is queued by the handler.",
    ],
)
def test_anything_else_does_not(text: str) -> None:
    assert whom(text) == set()


def test_the_author_does_not_count() -> None:
    patch = posted()
    mails = thread(patch, reply(patch, "Applied, thanks!", AUTHOR))
    assert applied(series(patch), read_comments(mails)) == frozenset()


def _two() -> tuple[Series, Patch]:
    """A series of two patches with a cover, and the cover."""
    one, other = (
        replace(patch, subject=replace(patch.subject, index=n, expected=2))
        for n, patch in enumerate((posted(day=1), posted(day=2)), 1)
    )
    cover = posted("Two.\n---\n", "[PATCH 0/2] misc: frob", 0)
    cover = replace(cover, body=Body(*[NONE] * 7), files=())
    return Series("misc: frob", 1, False, cover, (one, other), 2), cover  # noqa: FBT003


@pytest.mark.parametrize(
    ("on", "text", "count"),
    [
        (0, "Applied, thanks!", 3),
        (0, "Applied, thanks!\n\n[1/2] misc: frob: start it\n      commit: 0123456", 1),
        (1, "Applied, thanks!", 1),
        (1, "Applied both, thanks!", 1),
        (1, "Both applied, thanks!", 3),
    ],
)
def test_of_a_series_what_was_meant(on: int, text: str, count: int) -> None:
    both, cover = _two()
    mails = replace(thread(*both.mails), series=(both,))
    answered = (cover, *both.patches)[on]
    answer = reply(answered, text, day=3)
    mails = replace(mails, messages=(*mails.messages, answer))
    assert len(applied(both, read_comments(mails))) == count
