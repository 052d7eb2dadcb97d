"""Keys at the top of a binding in another order than the example schema has.

Reports ``additionalProperties`` or ``unevaluatedProperties`` above ``required``, and an ``allOf`` of
conditions above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.yaml.node import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.yaml.node import Entry

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("key",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("allOf", "additionalProperties", "unevaluatedProperties"))

_CLOSED = ("additionalProperties", "unevaluatedProperties")
_WERE_THERE = (*_CLOSED, "if:", "allOf:")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each key that stands above ``required`` and belongs below."""
    for binding in bindings(context):
        required = binding.root.entry("required")
        for entry in binding.root.entries if required else ():
            is_above = required is not None and entry.row < required.row
            is_new = binding.adds(entry) and not _was_there(binding)
            if is_above and is_new and _belongs_below(entry):
                yield Remark(binding.at(entry), {"key": entry.name})


def _belongs_below(entry: Entry) -> bool:
    if entry.name == "allOf":
        return any("if" in item for item in entry.value.items)
    return entry.name in _CLOSED and entry.value.kind is Kind.SCALAR


def _was_there(binding: Binding) -> bool:
    """Whether the patch only changes such a line, or makes an `allOf` of an `if`, where it was."""
    return any(text.startswith(_WERE_THERE) for text in binding.removed)
