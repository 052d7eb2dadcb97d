"""Count of items that says what the schema says anyway.

Reports ``minItems`` where it is the same as ``maxItems``, and either where it is the length of the
list of items.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.yaml.node import Entry

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("words", "other")
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("minItems", "maxItems"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on what to drop of each list."""
    for binding in bindings(context):
        had = _has_pair(binding.removed)
        for schema in () if had else binding.find("**"):
            needless, other = ((), "") if schema.is_condition else _needless(schema)
            if new := [entry for entry in needless if binding.adds(entry)]:
                lines = [(binding.lines[entry.row], entry.name) for entry in new]
                alone = all(line.text.strip().startswith(f"{name}:") for line, name in lines)
                words = tuple(name for _, name in lines)
                facts: dict[str, str | tuple[str, ...]] = {"words": words, "other": other}
                fix = without([line for line, _ in lines if alone])
                yield Remark(binding.at(new[-1]), facts, fix=fix)


def _has_pair(lines: Collection[str]) -> bool:
    """Whether one of these lines says of least what another says of most."""
    least, most = (
        {line.removeprefix(word) for line in lines if line.startswith(word)}
        for word in ("minItems:", "maxItems:")
    )
    return not least.isdisjoint(most)


def _needless(schema: Schema) -> tuple[Sequence[Entry], str]:
    """The counts to drop, in the order of the file, and what says the same."""
    items = schema.get("items")
    length = str(len(items.items)) if items and items.items else ""
    least, most = schema.entry_of("minItems"), schema.entry_of("maxItems")
    both = sorted((entry for entry in (least, most) if entry), key=attrgetter("row"))
    if {entry.value.text for entry in both} == {length}:
        return both, "items"
    if least and most and not items and least.value.text == most.value.text:
        return [least], "maxItems"
    return (), ""
