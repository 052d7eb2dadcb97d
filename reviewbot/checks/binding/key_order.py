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
    from collections.abc import Iterator, Sequence

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.yaml.node import Entry

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("allOf", "additionalProperties", "unevaluatedProperties"))

_CLOSED = ("additionalProperties", "unevaluatedProperties")
_WERE_THERE = (*_CLOSED, "if:", "allOf:")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark once on all that stand above ``required`` and belong below."""
    for binding in bindings(context):
        required = binding.root.entry("required")
        above = () if required is None or _was_there(binding) else _above(binding, required.row)
        wrong = [entry for entry in above if binding.adds(entry)]
        if required and any(map(_belongs_below, wrong)):
            at = binding.at(required if binding.adds(required) else wrong[-1])
            yield Remark(at, {"keys": tuple(f"{entry.name}:" for entry in wrong)})


def _above(binding: Binding, required: int) -> Sequence[Entry]:
    """Such keys above that line; between the properties and it, an allOf of references is one, too."""
    start = binding.root.entry("properties")
    return [
        entry
        for entry in binding.root.entries
        if entry.row < required
        if _belongs_below(entry) or (entry.name == "allOf" and start and start.row < entry.row)
    ]


def _belongs_below(entry: Entry) -> bool:
    if entry.name == "allOf":
        return any("if" in item for item in entry.value.items)
    return entry.name in _CLOSED and entry.value.kind is Kind.SCALAR


def _was_there(binding: Binding) -> bool:
    """Whether the patch only changes such a line, or makes an `allOf` of an `if`, where it was."""
    return any(text.startswith(_WERE_THERE) for text in binding.removed)
