"""Comment of several lines with text beside its opening ``/*``.

Reports an added one where the file does not have more of that form than of the other; not
kernel-doc, not the head of a file, not in net/ and where else the form is the usual one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.text_first import (
    TEXT_FIRST,
    is_head_of_file,
    is_usual_form,
    replaces_such,
)
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "comment_form"
WHEN = When(files=C, shapes=(r"/\*[ \t]*\w(?!.{0,400}\*/)",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comment that does not begin with a line of its own."""
    for comment in new_comments(context):
        first = comment.lines[0]
        is_such = comment.is_block and comment.is_alone and TEXT_FIRST.match(first.text)
        left_alone = is_such and (is_head_of_file(comment) or replaces_such(comment))
        if is_such and not left_alone and not is_usual_form(context, comment):
            yield Remark(first.body_line, fix=_fix(comment))


def _fix(comment: Comment) -> Fix:
    """Lines of their own for the beginning and the end."""
    first, *_, last = comment.lines
    side, text = margin(first.text), comment.rows[0]
    opened = retyped(first, f"{side}/*\n{side} * {text}")
    above = last.text.rstrip().removesuffix("*/").rstrip()
    is_closed = above.strip() == "" or not last.text.rstrip().endswith("*/")
    return opened if is_closed else (*opened, *retyped(last, f"{above}\n{side} */"))
