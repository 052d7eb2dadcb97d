"""Runs of lines that are not blank, and the sentences and tags found in them."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_patch
from reviewbot.context.blame import FOR_BUG, FOR_FORGETTING, FOR_LEAVING, Blame, blames
from reviewbot.context.paragraphs import paragraphs
from reviewbot.context.tag_paragraphs import tags_above_trailers

LOG = """\
One
two.

Commit 0123456789ab ("frob: add
it") broke the reset.


Fixes: 0123456789ab ("frob: add it")
Reported-by: Rob Reporter <rob@example.org>
 # on a frob

Reviewed-by: Rita Reviewer <rita@example.org>
---
=== drivers/frob/core.c
@@
+frob;
"""
MAIL = example_patch(LOG)


def test_blank_lines_part_paragraphs() -> None:
    assert list(paragraphs(MAIL.message, MAIL.body.log)) == [(1, 2), (4, 5), (8, 9, 10)]


def test_blame_stands_at_the_last_line_of_its_sentence() -> None:
    assert list(blames(MAIL, FOR_BUG)) == [Blame(5, "0123456789ab", "frob: add it", fixes=False)]
    assert list(blames(MAIL, FOR_FORGETTING)) == []


@pytest.mark.parametrize(
    ("log", "what_for"),
    [
        ("This fixes commit 0123456 (frob: add it).\n", FOR_BUG),
        ("Commit 0123456 forgot to stop it.\n", FOR_FORGETTING),
        ("Commit 0123456 added it, but left the lock.\n", FOR_LEAVING),
    ],
)
def test_what_a_commit_is_blamed_for(log: str, what_for: object) -> None:
    mail = example_patch(f"{log}---\n")
    kinds = (FOR_BUG, FOR_FORGETTING, FOR_LEAVING)
    assert next(kind for kind in kinds if any(blames(mail, kind))) is what_for


def test_tags_above_the_trailers() -> None:
    assert [(tag.at, tag.name) for tag in tags_above_trailers(MAIL)] == [
        (8, "Fixes"),
        (9, "Reported-by"),
    ]


def test_a_paragraph_with_text_ends_the_tags() -> None:
    mail = example_patch(LOG.replace(" # on", "# on"))
    assert tags_above_trailers(mail) == []
