"""Property of a binding whose name tells its type, and that says it all the same.

Reports an added ``$ref`` of a number: dtschema knows the type of ``example,delay-us``, by its unit, and
of ``reg-shift``. Not of ``clock-frequency``, which may be of 64 bits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.fix import without
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
MOOT_BESIDE = ("binding.meta_schema",)
WHEN = When(files=(".yaml",), words=("uint32",))

_TYPES = ("types.yaml#/definitions/uint32", "types.yaml#/definitions/uint32-array")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each type that is known by the name."""
    endings = tuple(f"-{unit}" for unit in table("property_types")["units"]["names"])
    for binding in (each for each in bindings(context) if each.compatibles):  # others say the type
        for schema in binding.find("**/properties/*", has=("$ref",)):
            entry = schema.entry_of("$ref")
            is_known = schema.name in table("property_types")["numbers"]["names"]
            is_told = is_known or schema.name.endswith(endings)
            if entry and is_told and schema.text("$ref").endswith(_TYPES) and binding.adds(entry):
                is_alone = len(schema.node.names) == 1
                fix = () if is_alone else without([binding.lines[entry.row]])
                facts: dict[str, str] = {"name": schema.name, "standard": "yes" if is_known else ""}
                yield Remark(binding.at(entry), facts, fix=fix)
