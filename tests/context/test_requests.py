"""Which comments surely ask for a change."""

from __future__ import annotations

import time

import pytest

from reviewbot.context.requests import request_in


@pytest.mark.parametrize(
    "text",
    [
        "Please use kcalloc() here.",
        "Nit: drop the empty line.",
        "Doubled empty line.",
        "Blank line",
        "Insert blank line",
        "Weird indentation.",
        "There is a trailing space here.",
        "The cast is not needed.",
        "This should be static.",
        "Can you sort these please?",
        "s/recieve/receive/",
        "typo: recieve",
        "Don't print twice.",
        "The extra parentheses are unnecessary.",
    ],
)
def test_requests(text: str) -> None:
    assert request_in(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Why is this needed?",
        "Should this be static?",
        "Reviewed-by: Rob Reviewer <rob@example.org>",
        "Looks good to me.",
        "Thanks, please keep it so.",
        "Okay. It should be fine then.",
        "Please use kcalloc(), if you respin.",
        "Drop the empty line. I can fix that while applying.",
        "You may want to drop this.",
        "Perhaps use kcalloc().",
        "Please split this patch.",
        "Please resend with a changelog.",
        "I would drop this.",
        "Right, please ignore my comment.",
        "This returns an error.",
        "Blank line, good.",
        "Use of the frob is rare.\n\nNever mind, I misread it.",
    ],
)
def test_no_requests(text: str) -> None:
    assert request_in(text) == ""


def test_the_sentence_that_asks() -> None:
    text = "This is called with a lock held. Please do\nnot sleep here. It hangs."
    assert request_in(text) == "Please do not sleep here."


def test_hostile_comments_take_no_long() -> None:
    start = time.process_time()
    for text in ("a " * 50_000, "please" * 20_000, "nit: also, " * 10_000, "s/" + "a" * 100_000):
        request_in(text)
    assert time.process_time() - start < 2
