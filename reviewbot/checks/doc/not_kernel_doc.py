"""Comment that begins as kernel-doc does and is none.

Reports an added ``/**`` among the statements of a function, and one of several lines that neither
begins with a name nor describes anything; not at the top of a file, nor where the file has such
comments already or is written for Doxygen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.c.hunk.unnamed_docs import files_of_unnamed, is_unnamed
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, signs=("/**",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comment that kernel-doc is not made of."""
    for comment in new_comments(context):
        if comment.is_block and comment.is_kernel_doc and is_unnamed(comment):
            if comment.file in files_of_unnamed(context):
                continue  # it is the form of the file
            first = comment.lines[0]
            fix = retyped(first, first.text.replace("/**", "/*", 1))
            yield Remark(first.body_line, {}, fix=fix)
