"""Kernel-doc of a function that does not fit its name or its parameters.

Reports what the patch brings of it: a parameter that is not described, a description of none there
is, of several in one or of one behind its type, or the name of another function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.documented_function import documented_functions
from reviewbot.context.c.hunk.new import is_new

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.documented_function import DocumentedFunction
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("fault",)
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=C)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark once on each kind of fault in the description of a function."""
    for function in documented_functions(context):
        sure = Confidence.HIGH if function.described else Confidence.MODERATE
        for fault, lines, confidence in (
            ("name", function.other_name, Confidence.HIGH),
            ("unknown", function.unknown, Confidence.HIGH),
            ("missing", function.missing, sure),
            ("together", function.unread, Confidence.HIGH),
            ("typed", function.behind_type, Confidence.HIGH),
        ):
            new = {name: line for name, line in lines.items() if is_new(context, line)}
            if new:
                facts: dict[str, Fact] = {
                    "function": function.name,
                    "names": tuple(new),
                    "fault": fault,
                    "meant": _meant(function) if fault == "unknown" else "",
                }
                yield Remark(next(iter(new.values())).body_line, facts, confidence)
                break


def _meant(function: DocumentedFunction) -> str:
    """The parameter that goes by another name in the description, where only one does."""
    is_one = len(function.unknown) == len(function.missing) == 1
    return next(iter(function.missing)) if is_one else ""
