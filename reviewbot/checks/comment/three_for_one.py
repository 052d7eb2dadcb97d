"""Comment of three lines whose text fits on one.

Reports an added comment inside of a function or a type that has one line of text between ``/*``
and ``*/``, and would take no more than 80 columns on a line of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.knowledge.columns import COLUMNS
from reviewbot.model.fix import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.comments import Comment

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"/\*[ \t]*$",))

_LINES = 3
_NEAR = 12  # lines between comments of one form


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comment that could be two lines shorter."""
    for comment in new_comments(context):
        if (
            len(comment.lines) == _LINES
            and comment.is_block
            and comment.is_alone
            and _is_short(comment)
            and not _is_one_of_many(comment)
        ):
            first, *_, last = comment.lines
            text = f"{margin(first.text)}/* {comment.rows[1]} */"
            edit = Edit(first.body_line, 0, last.body_line, len(last.text), text)
            yield Remark(last.body_line, fix=(edit,))


def _is_short(comment: Comment) -> bool:
    """Whether the one line of text fits; one that ends in a colon goes on below."""
    rows = comment.rows
    if len(rows) != _LINES or rows[0] or rows[2] or comment.is_kernel_doc:
        return False
    indent = comment.lines[0].text.expandtabs().index("/")
    fits = indent + len(f"/* {rows[1]} */") <= COLUMNS
    return indent > 0 and fits and bool(rows[1]) and not rows[1].endswith(":")


def _is_one_of_many(comment: Comment) -> bool:
    """Whether others near it are of three or more lines, too: that is the form of the code there."""
    part, row = comment.part, comment.lines[0].new or 0
    rows = [at.new or 0 for at in part.lines if at.text.strip() == "/*"]
    return any(other != row and abs(other - row) <= _NEAR for other in rows)
