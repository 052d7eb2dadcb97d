"""Example of a binding that is not indented by four blanks.

Reports added lines that begin with a tab; notes nodes that are indented by another number of blanks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.examples import Example

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("by",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",))

_WANTED = 4


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line that is indented in another way."""
    for binding in bindings(context):
        for example in binding.examples:
            for row, by in _odd(example):
                if binding.adds_row(row):
                    sure = Confidence.HIGH if by == "tab" else Confidence.LOW
                    yield Remark(binding.lines[row].body_line, {"by": by}, sure)


def _odd(example: Example) -> Iterator[tuple[int, str]]:
    """The rows with a tab, else those of nodes that stand elsewhere than four blanks further in."""
    tabs = [
        example.row + at
        for at, line in enumerate(example.lines)
        if "\t" in line[: len(line) - len(line.lstrip())]
    ]
    yield from ((row, "tab") for row in tabs)
    for node, above in () if tabs else example.tree.walk():
        if (
            len(above) > 1
            and node.row > above[-1].row
            and node.column - above[-1].column != _WANTED
        ):
            yield node.row, str(node.column - above[-1].column)
