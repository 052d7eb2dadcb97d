"""Comment inside of a function that begins as kernel-doc does.

Reports an added ``/**`` among the statements of a function: kernel-doc is of what is declared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.type_bodies import type_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.comments import Comment

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comment that kernel-doc is not made of."""
    for comment in new_comments(context):
        if comment.is_block and comment.is_kernel_doc and _is_inside(comment):
            yield Remark(comment.lines[0].body_line, {})


def _is_inside(comment: Comment) -> bool:
    """Whether it stands between statements."""
    function = comment.part.function(comment.token)
    is_indented = comment.lines[0].text[:1].isspace()
    is_of_member = "@" in comment.token.text or type_around(comment.part, comment.lines[0])
    return bool(is_indented and function and function.header and not is_of_member)
