"""Comment that begins as kernel-doc does and is none.

Reports an added ``/**`` among the statements of a function, and one of several lines that neither
begins with a name nor describes anything; not at the top of a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.type_bodies import type_around
from reviewbot.context.fix import retyped
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.comments import Comment

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, signs=("/**",))

_DOCUMENTS = regex(
    r"(?:(?:struct|union|enum|typedef|function|var|define|fn|macro)[ ])?[\w.]+(?:\(.*?\))?[ ]*(?:[-\u2013:]|$)"
)
_TOP, _SHORTEST = 8, 2  # lines


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comment that kernel-doc is not made of."""
    for comment in new_comments(context):
        is_other = _is_inside(comment) or _is_text(comment)
        if comment.is_block and comment.is_kernel_doc and is_other:
            first = comment.lines[0]
            fix = retyped(first, first.text.replace("/**", "/*", 1))
            yield Remark(first.body_line, {}, fix=fix)


def _is_inside(comment: Comment) -> bool:
    """Whether it stands between statements."""
    function = comment.part.function(comment.token)
    is_indented = comment.lines[0].text[:1].isspace()
    is_of_member = "@" in comment.token.text or type_around(comment.part, comment.lines[0])
    return bool(is_indented and function and function.header and not is_of_member)


def _is_text(comment: Comment) -> bool:
    """Whether it is text about no name, outside of everything and not at the top of a file."""
    is_at_top = comment.file.old_path is None and (comment.lines[0].new or 0) <= _TOP
    is_block = comment.lines[0].text[:1] == "/" and len(comment.rows) > _SHORTEST
    is_documentation = any(map(_DOCUMENTS.match, comment.rows))
    return is_block and not is_at_top and not is_documentation and "@" not in comment.token.text
