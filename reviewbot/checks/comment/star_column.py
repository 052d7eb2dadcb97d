"""Star of a block comment that does not stand below the first one.

Reports an added comment whose lines begin with stars in another column than one behind ``/*``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"^[ \t]*\*(?=[ \t/]|$)",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comment that is not drawn straight."""
    for comment in new_comments(context):
        first, *rest = comment.lines
        is_frame = first.text.lstrip().startswith("/***")
        if not rest or not comment.is_block or not comment.is_alone or is_frame:
            continue
        wanted = len(margin(first.text).expandtabs()) + 1
        stars = [line for line in rest if line.text.lstrip().startswith("*")]
        off = [line for line in stars if len(margin(line.text).expandtabs()) != wanted]
        if off and len(stars) == len(rest):
            fix = tuple(
                edit
                for line in off
                for edit in retyped(line, f"{margin(first.text)} {line.text.lstrip()}")
            )
            yield Remark(off[-1].body_line, {}, Confidence.MODERATE, fix=fix)
