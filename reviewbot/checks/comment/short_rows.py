"""Comment whose lines end long before the margin, so that it takes one more than it has to.

Asks about an added one with a sentence that takes a line less if it is filled to 80 columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.prose import short_row
from reviewbot.knowledge.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.comments import Comment

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"/\*(?!.{0,400}\*/)",))

_MOST = 40  # lines of a comment that is looked at
_HEADS = ("copyright", "spdx", "author", "datasheet", "license")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comment that could be a line shorter."""
    for comment in new_comments(context):
        is_block = comment.is_block and comment.is_alone and not comment.is_kernel_doc
        if is_block and len(comment.lines) <= _MOST and not _is_head(comment):
            margin = comment.lines[0].text.expandtabs().index("/") + len(" * ")
            row = short_row(comment.rows, COLUMNS - margin)
            if row is not None:
                yield Remark(comment.lines[row].body_line, {})


def _is_head(comment: Comment) -> bool:
    """Whether it says what the file is and whose."""
    text = comment.token.text.lower()
    return any(word in text for word in _HEADS)
