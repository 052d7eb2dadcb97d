"""Comment of several lines with text beside its opening ``/*``.

Reports an added one where the file does not have more of that form than of the other; not
kernel-doc, not the head of a file, not in net/ and where else the form is the usual one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import lines_before
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import retyped
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

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

_TEXT_FIRST = regex(r"[ \t]*/\*[ \t]*\w(?!.*\*/)")
_FEW = 0.2  # of the comments of a file: less is no habit


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comment that does not begin with a line of its own."""
    for comment in new_comments(context):
        first = comment.lines[0]
        is_such = comment.is_block and comment.is_alone and _TEXT_FIRST.match(first.text)
        left_alone = is_such and (_is_head(comment) or _is_changed(comment))
        if is_such and not left_alone and not _is_habit(context, comment):
            yield Remark(first.body_line, fix=_fix(comment))


def _fix(comment: Comment) -> Fix:
    """Lines of their own for the beginning and the end."""
    first, *_, last = comment.lines
    side, text = margin(first.text), comment.rows[0]
    opened = retyped(first, f"{side}/*\n{side} * {text}")
    above = last.text.rstrip().removesuffix("*/").rstrip()
    is_closed = above.strip() == "" or not last.text.rstrip().endswith("*/")
    return opened if is_closed else (*opened, *retyped(last, f"{above}\n{side} */"))


def _is_head(comment: Comment) -> bool:
    """Whether no code stands above it in the file."""
    part, row = comment.part, comment.lines[0].new or 0
    return part.lines[0].new == 1 and all((t.line.new or 0) > row for t in part.code.tokens[:1])


def _is_changed(comment: Comment) -> bool:
    """Whether the hunk takes such a comment away: then it is the same with other words."""
    return any(
        line.new is None and _TEXT_FIRST.match(line.text) for line in comment.part.hunk.lines
    )


def _is_habit(context: DiffContext, comment: Comment) -> bool:
    """Whether the directory or the file has comments of that form."""
    if comment.file.path.startswith(tuple(table("comment_forms")["text_first"]["directories"])):
        return True
    lines = lines_before(context, comment.file)
    such = sum(bool(_TEXT_FIRST.match(line)) for line in lines)
    return such > _FEW * (such + sum(line.strip() == "/*" for line in lines))
