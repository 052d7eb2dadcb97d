"""Declarations of a function with a statement right behind them.

Reports, where both lines are added, that no blank line stands between the declarations a function
begins with and its first statement. It asks where only a comment stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declaration_lines import ADDED_ONE
from reviewbot.context.c.hunk.heads import new_heads
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.fix import put_below

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(ADDED_ONE,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each function whose declarations are not set apart."""
    for declaration, statement in new_heads(context):
        last, first = declaration.last, statement.line
        between = map(context.message.line, range(last.body_line + 1, first.body_line))
        lines = [line for line in between if not line.startswith("-")]
        is_managed = "__free(" in last.text  # which belongs to its check
        if is_new(context, first) and not is_managed and (not lines or _is_comment(lines)):
            sure = Confidence.MODERATE if lines else Confidence.HIGH
            yield Remark(last.body_line + 1, confidence=sure, fix=put_below(last, ""))


def _is_comment(lines: Sequence[str]) -> bool:
    """Whether lines between the declarations and the statement are all added, and begin a comment."""
    texts = [line[1:].strip() for line in lines if line.startswith("+")]
    is_text = len(texts) == len(lines) and not any(text[:1] in ("", "#") for text in texts)
    return is_text and texts[0].startswith(("/*", "//"))
