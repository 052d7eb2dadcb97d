"""Declarations at the top of a function that get longer from one line to the next.

Asks for them from the longest to the shortest ("reverse xmas tree"), where the functions around are
written so: where the patch adds such lines, and those that were there before are in order. Only
lines with a declaration each, that could change places: none is initialised with what another one
declares.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declaration_lines import (
    ADDED_ONE,
    adds_one,
    columns,
    declaration_lines,
    falls,
)
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.fix import retyped
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.fix import Fix
    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "reverse_xmas_tree"
WHEN = When(files=C, shapes=(ADDED_ONE,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first added line that is out of order."""
    for part in (part for part in changed_parts(context) if adds_one(part.hunk)):
        for lines in (declaration_lines(each, part.lines) for each in part.changed_functions):
            known = [line for line in lines if line.kind is not ADDED]
            if len(known) < len(lines) and falls(known) and not falls(lines):
                rises = (pair for pair in pairwise(lines) if not falls(pair))
                out = next(line for pair in rises for line in reversed(pair) if line.kind is ADDED)
                yield Remark(out.body_line, {}, fix=_fix(lines, known))


def _fix(lines: Sequence[DiffLine], known: Sequence[DiffLine]) -> Fix:
    """The lines in order; none where some are not the patch's."""
    best = sorted(lines, key=columns, reverse=True)
    moved = [(old, new) for old, new in zip(lines, best, strict=True) if old is not new]
    return () if known else tuple(edit for old, new in moved for edit in retyped(old, new.text))
