"""Findings of taste on lines that a reviewer of an earlier revision let pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from discussion import AUTHOR, FROB, posted, reply, thread
from drafting import check, finding
from reviewbot.let_pass import mark_let_pass
from reviewbot.model.finding import Confidence, Related, Severity
from reviewbot.thread.prior import prior_of

if TYPE_CHECKING:
    from reviewbot.model.finding import Finding
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

TASTE = replace(check("frob.taste"), severity=Severity.NOTE)
OLD = posted()
NEW = posted(
    FROB.replace("+	int ret;", "+	int ret = 0;"), "[PATCH v2] misc: frob: start it", day=3
)
REVIEW = reply(OLD, "> +	ret = frob_start(frob, FROB_MODE_NORMAL\n\nWhy not FROB_MODE_QUICK?\n")
KEPT, CHANGED = "cannot start", "int ret = 0;"


def at(quote: str) -> int:
    return next(n for n, line in enumerate(NEW.message.lines, 1) if quote in line)


def marked(one: Finding, *mails: Patch | Message) -> Finding:
    whole = thread(*(mails or (OLD, REVIEW)), NEW)
    (found,) = mark_let_pass([one], [whole.series[-1]], lambda each: prior_of(whole, each))
    assert bool(found.unwanted) == (found.confidence is Confidence.LOW)
    return found


def test_what_a_reviewer_saw_and_said_nothing_of_is_only_reported() -> None:
    found = marked(finding(NEW, KEPT, TASTE))
    assert found.unwanted == "a reviewer let it pass in <reply@example.org>"
    assert found.spared


def test_what_was_not_sure_is_not_spared() -> None:
    assert not marked(finding(NEW, KEPT, TASTE, confidence=Confidence.MODERATE)).spared


@pytest.mark.parametrize(
    "one",
    [
        finding(NEW, CHANGED, TASTE),
        finding(NEW, KEPT, replace(TASTE, severity=Severity.WARNING)),
        finding(NEW, KEPT, replace(TASTE, name="text.misspelling")),
        finding(NEW, "Start the frob", TASTE),
        replace(finding(NEW, KEPT, TASTE), raised_by="reply@example.org"),
        replace(finding(NEW, KEPT, TASTE), related=(Related(at(CHANGED), "", again=True),)),
    ],
    ids=["new", "no taste", "easily overlooked", "of the words", "raised", "new in one place"],
)
def test_what_else_there_is_is_left_alone(one: Finding) -> None:
    assert marked(one) == one


@pytest.mark.parametrize(
    "mails",
    [(OLD,), (OLD, reply(OLD, "> +	int ret;\n\nI need this.\n", AUTHOR))],
    ids=["nobody", "the author"],
)
def test_where_nobody_reviewed_it_nobody_let_it_pass(mails: tuple[Patch | Message, ...]) -> None:
    one = finding(NEW, KEPT, TASTE)
    assert marked(one, *mails) == one
