"""Braces around one statement on one line.

Reports an added ``if (…) {``, ``for (…) {`` or ``while (…) {`` on one line whose block is one line that
ends with a semicolon; not where an else follows, in tests, nor where lines of the hunk that stay have the like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.fix import retyped, without
from reviewbot.knowledge.layout import is_test
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("errors.redundant_check",)  # the whole condition is to go
WHEN = When(files=C, shapes=(r"\) \{$",))

_HEAD = regex(r"(\t+)(?:if|for|while) \((?P<inside>.*)\) \{")
_ONE = regex(r"(\t+)(?!(?:if|for|while|switch|do|else)\b|/[/*])\S.*;")
_TEXT = regex(r"//|/\*|\\$")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each block of one line."""
    tests = {
        line.body_line for file in context.files if is_test(file.path) for line in file.added()
    }
    for part in changed_parts(context):
        found = [rows for rows in _threes(part.lines) if _is_one(rows)]
        if all(line.kind is ADDED for rows in found for line in rows):
            for head, one, end in found:
                if is_new(context, head) and is_new(context, one) and one.body_line not in tests:
                    fix = (*retyped(head, head.text.removesuffix(" {")), *without([end]))
                    yield Remark(one.body_line, {}, fix=fix)


def _threes(lines: Sequence[DiffLine]) -> Iterator[Sequence[DiffLine]]:
    """Three lines in a row, where the first opens a block."""
    ends = (at for at, line in enumerate(lines) if line.text.endswith(") {"))
    return (lines[at : at + 3] for at in ends if at + 3 <= len(lines))


def _is_one(rows: Sequence[DiffLine]) -> bool:
    """Whether these lines are a condition, one statement below it, and a brace."""
    head, one, end = (line.text for line in rows)
    opened, inside = _HEAD.fullmatch(head), _ONE.fullmatch(one)
    if not opened or not inside or end != f"{opened[1]}}}":
        return False
    is_whole = opened["inside"].count("(") == opened["inside"].count(")")
    return is_whole and inside[1] == f"{opened[1]}\t" and not any(map(_TEXT.search, (head, one)))
