"""Comment of three lines whose text fits on one.

Reports an added comment that has one line of text between ``/*`` and ``*/``, and would take no more
than 80 columns on a line of its own: inside of a function or a type, or right above a definition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.knowledge.columns import COLUMNS
from reviewbot.model.budget import spend
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
_DEFINES = ("static ", "struct ", "enum ", "const ")  # prototypes follow a heading


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
    is_place = indent > 0 or _is_above_definition(comment)
    return is_place and fits and bool(rows[1]) and not rows[1].endswith(":")


def _is_above_definition(comment: Comment) -> bool:
    """Whether what stands below begins a definition, not a part of the file."""
    lines = comment.part.lines
    below = lines.index(comment.lines[-1]) + 1
    spend(below)
    return below < len(lines) and lines[below].text.startswith(_DEFINES)


def _is_one_of_many(comment: Comment) -> bool:
    """Whether others near it are of more lines: that is the form of the code there."""
    lines, row = comment.part.lines, comment.lines[0].new or 0
    starts = [at for at, line in enumerate(lines) if line.text.strip() == "/*"]
    ends = [at for at in starts if "*/" not in "".join(each.text for each in lines[at : at + 3])]
    return any(abs((lines[at].new or 0) - row) <= _NEAR for at in ends)
