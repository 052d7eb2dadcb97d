"""Tags people give, in replies and in logs."""

from __future__ import annotations

from reviewbot.checks.example import example_patch
from reviewbot.context.given import Given, given_in_log, given_in_reply, people
from reviewbot.model.comment import Comment
from reviewbot.model.patch import Span

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
    assert list(given_in_log(patch)) == [
        Given(
            "Reviewed-by",
            "Rita R. Reviewer",
            "rita@example.org",
            'Reviewed-by: "Rita R. Reviewer" <Rita@example.org>',
        )
    ]
    assert people(patch) == {
        "a. author",
        "author@example.org",
        "rita r. reviewer",
        "rita@example.org",
    }


def test_tags_of_a_reply() -> None:
    text = (
        "Fine.\nAcked-by: bob@example.org # arm\n  Tested-by: Bob B <bob@example.org>\nAcked-by\n"
    )
    comment = Comment(example_patch(LOG).message, Span(1, 5), text, "patch@example.org", 0)
    found = list(given_in_reply(comment))
    assert [(one.tag, one.name) for one in found] == [
        ("Acked-by", "bob@example.org"),
        ("Tested-by", "Bob B"),
    ]
    assert found[1].line == "Tested-by: Bob B <bob@example.org>"
    assert found[0].is_of(frozenset({"bob@example.org"}))
    assert found[1].is_of(frozenset({"bob b"}))
    assert not found[1].is_of(frozenset({"bob"}))
