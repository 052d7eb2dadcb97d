"""Description of a binding that says nothing of the hardware.

Reports "this binding", and about a description of ``reg``, ``clocks`` and the like that only says
what such a property is, as of ``reset-gpios`` that it resets; asks where
that is said in passing, of a driver, or of a class of devices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.needless_words import needless_words, row_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("what",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("description",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each description to drop, or to word otherwise."""
    for binding in bindings(context):
        for schema in binding.find("**", has=("description",)):
            entry = schema.entry_of("description")
            what = needless_words(schema)
            is_obvious = what == schema.name
            is_all = is_obvious and len(schema.node.entries) == 1  # without it nothing is left
            if entry and what and not is_all and binding.adds(entry):
                is_said = bool(binding.compatibles) and _is_all(schema, what)
                sure = Confidence.HIGH if is_obvious or is_said else Confidence.MODERATE
                row = entry.row if is_obvious else row_with(binding, entry, what)
                yield Remark(binding.lines[row].body_line, {"what": what}, sure)


def _is_all(schema: Schema, what: str) -> bool:
    """Whether the text is about nothing else; what is called a driver may be hardware."""
    return schema.text("description").strip().startswith(what) and "driver" not in what.lower()
