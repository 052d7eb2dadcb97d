"""Tags people give, in replies and in logs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.review_tags import (
    ReviewTag,
    is_among,
    people,
    tags_in_log,
    tags_in_reply,
    takes_back,
    writes_tags,
)
from reviewbot.model.comment import Comment
from reviewbot.model.mail import Address
from reviewbot.model.patch import Span

RITA = Address("Rita Reviewer", "rita@example.org")
TAG = "Reviewed-by: Rita Reviewer <rita@example.org>"
LOG = """\
Do it.

Signed-off-by: A. Author <author@example.org>
reviewed-by: "Rita R. Reviewer" <Rita@example.org>
Cc: Other <other@example.org>
---
=== drivers/frob/core.c
@@
-old
+new
"""


def test_tags_of_a_log() -> None:
    patch = example_patch(LOG)
    assert list(tags_in_log(patch)) == [
        ReviewTag(
            "Reviewed-by",
            "Rita R. Reviewer",
            "rita@example.org",
            'Reviewed-by: "Rita R. Reviewer" <Rita@example.org>',
        )
    ]
    assert people(patch) == (
        Address("A. Author", "author@example.org"),
        Address("Rita R. Reviewer", "rita@example.org"),
    )


def said(text: str, by: Address = RITA) -> Comment:
    message = replace(example_patch(LOG).message, author=by)
    return Comment(message, Span(1, 5), text, "patch@example.org", 0)


def test_tags_of_a_reply() -> None:
    text = "Fine.\nAcked-by: rita@example.org # arm\n  Tested-by: Rita R <rita@example.org>\nAcked-by\n"
    found = list(tags_in_reply(said(text)))
    assert [(one.tag, one.name) for one in found] == [
        ("Acked-by", "rita@example.org"),
        ("Tested-by", "Rita R"),
    ]
    assert found[1].line == "Tested-by: Rita R <rita@example.org>"


@pytest.mark.parametrize(
    "text",
    [
        f"{TAG} was given to the other series, not to this.",
        "Acked-by: Bob Maintainer <bob@example.org>",
        "Bob said on the call:\nAcked-by: Bob Maintainer <bob@example.org>\nThanks",
        f"With the NULL check added, you can have my\n\n{TAG}",
        f"If you fix the lock, feel free to add\n{TAG}",
        f"Modulo the typo:\n\n{TAG}",
        f"Once that is settled,\n\n  {TAG}\n",
        f"{TAG}\n\nafter the comment is fixed.",
        f"Otherwise looks good.\n\n{TAG}",
        f"{TAG} (with the commas removed)",
        f"Fix the order and then add\n\n{TAG}",
        f"I did not give my\n{TAG}",
        f"Please drop my tag:\n{TAG}",
        "Reviewed-by: Rita Reviewer <rita@.org>",
        "Reviewed-by: Rita Reviewer <rita@>",
        "Reviewd-by: Rita Reviewer <rita@example.org>",
        f'"{TAG}" is what I wrote on v1.',
    ],
)
def test_what_nobody_gave(text: str) -> None:
    assert list(tags_in_reply(said(text))) == []


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (f"Looks good.\n\n{TAG}\n", RITA),
        (f"Nice, thanks!\n{TAG}\n\nRita", RITA),
        (f"You can have my\n\n{TAG}", Address("Rita Reviewer", "rr@example.com")),
        (f"Is this in a hurry? If so I can test.\n\nLooks good to me.\n\n{TAG}", RITA),
        (f"{TAG} # for the binding", Address("Reviewer, Rita (ACME)", "rita@acme.example.org")),
    ],
)
def test_what_was_given(text: str, by: Address) -> None:
    found = [one.line for one in tags_in_reply(said(text, by))]
    assert found == [TAG]


def test_tags_are_spoken_of() -> None:
    assert writes_tags(said("Acked-by: Bob Maintainer <bob@example.org>"))
    assert not writes_tags(said("I never acked that."))


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ("Rita Reviewer <other@example.com>", True),
        ("R. R. <Rita@example.org>", True),
        ("Ritta Reviwer <ritta@example.com>", True),
        ("Rita\n  Reviewer <rita@example.org>", True),
        ("Reviewer Rita", True),
        ("Bob Maintainer <bob@example.org>", False),
        ("rita@example.com", True),
        ("bob@example.com", False),
    ],
)
def test_who_is_there_however_it_is_spelled(there: str, expected: object) -> None:
    patch = example_patch(LOG.replace('"Rita R. Reviewer" <Rita@example.org>', there))
    tag = ReviewTag("Reviewed-by", "Rita Reviewer", "rita@example.org", TAG)
    assert is_among(tag.by, people(patch)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please drop my Reviewed-by, this is wrong.", True),
        ("On a second look, I retract my ack.", True),
        ("I have to take my Acked-by back.", True),
        ("Nacked-by: Rob Reviewer <rob@example.org>", True),
        ("Please drop the lock.", False),
        ("It takes the lock back.", False),
        ("I have no comments.", False),
    ],
)
def test_what_takes_a_tag_back(text: str, *, expected: bool) -> None:
    message = example_patch(LOG).message
    assert takes_back(Comment(message, Span(1, 1), text, message.message_id, 0)) is expected
