"""Title of a binding with a full stop.

Reports an added title that ends with one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("title",))
_ABBREVIATED = (" inc.", " ltd.", " co.", " corp.", " etc.")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such title."""
    for binding in bindings(context):
        title = binding.root.entry("title") if binding.compatibles else None
        if title and binding.adds(title) and _ends(title.value.text):
            line = binding.lines[title.row]
            is_one_line = line.text.endswith(".")
            fix = retyped(line, line.text[:-1]) if is_one_line else ()
            yield Remark(binding.at(title), {}, fix=fix)


def _ends(text: str) -> bool:
    return text.endswith(".") and not text.lower().endswith(_ABBREVIATED)
