"""Comment that reads like kernel-doc and is none, for it begins with one star.

Reports an added comment right above what its first row names, which describes its parameters, all of them,
or members; asks where that is static. Not of a member, whose kernel-doc begins otherwise, and not where the
file was there and has not more kernel-doc than such comments.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.documented_function import parameters_below
from reviewbot.context.c.hunk.marked_docs import marks_docs
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, signs=("@",))

_TITLE = regex(r"(?:(?:struct|enum|union) )?(\w+)(?:\(\))? ?(?:-|:)\s")
_DESCRIBES = regex(r"@(\w+)(?:\.\.\.)?:")
_HEAD = 12  # tokens behind the comment, up to the name


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at its first line."""
    for comment in new_comments(context):
        is_such = comment.is_block and comment.is_alone and comment.lines[0].text.startswith("/*")
        if is_such and not comment.token.text.startswith("/**"):
            rows = [row for row in comment.rows if row]
            title = _TITLE.match(rows[0]) if rows else None
            described = {found[1] for row in rows[1:] if (found := _DESCRIBES.match(row))}
            if (
                title
                and described
                and _is_below(comment, title[1])
                and described >= parameters_below(comment)
                and marks_docs(context, comment.file)
            ):
                facts = {"name": title[1]}
                sure = Confidence.MODERATE if _is_of_file(comment) else Confidence.HIGH
                yield Remark(comment.lines[0].body_line, facts, sure)


def _is_of_file(comment: Comment) -> bool:
    """Whether what stands below is static: no page will have it."""
    return _below(comment)[0].text == "static"


def _is_below(comment: Comment, name: str) -> bool:
    """Whether what stands right below the comment has that name."""
    return any(token.text == name for token in _below(comment))


def _below(comment: Comment) -> Sequence[Token]:
    everything = comment.part.everything
    start = bisect_right(everything, comment.token.last.new or 0, key=lambda t: t.line.new or 0)
    return everything[start : start + _HEAD]
