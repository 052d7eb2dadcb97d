"""Count of items that says what the schema says anyway.

Reports ``minItems`` where it is the same as ``maxItems``, and either where it is the length of the
list of items.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.yaml.node import Entry

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("word", "other")
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("minItems", "maxItems"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each count to drop."""
    for binding in bindings(context):
        had = _has_pair(binding.removed)
        for schema in () if had else binding.find("**"):
            for entry, other in () if schema.is_condition else _needless(schema):
                if binding.adds(entry):
                    line = binding.lines[entry.row]
                    is_alone = line.text.strip().startswith(f"{entry.name}:")
                    facts, fix = {"word": entry.name, "other": other}, without([line] * is_alone)
                    yield Remark(binding.at(entry), facts, fix=fix)


def _has_pair(lines: Collection[str]) -> bool:
    """Whether one of these lines says of least what another says of most."""
    least, most = (
        {line.removeprefix(word) for line in lines if line.startswith(word)}
        for word in ("minItems:", "maxItems:")
    )
    return not least.isdisjoint(most)


def _needless(schema: Schema) -> Iterator[tuple[Entry, str]]:
    """Each count to drop, and what says the same."""
    items = schema.get("items")
    length = str(len(items.items)) if items and items.items else ""
    least, most = schema.entry_of("minItems"), schema.entry_of("maxItems")
    said = {entry.value.text for entry in (least, most) if entry}
    for entry in (least, most) if said == {length} else ():
        if entry:
            yield entry, "items"
    if least and most and not items and least.value.text == most.value.text:
        yield least, "maxItems"
