"""Property of a vendor that is measured in a unit its name does not tell.

Asks about added numbers whose name ends with a quantity, or whose description tells the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("uint32", "uint64", "int32"))

_NUMBER = regex(r".*/definitions/u?int(?:32|64)(?:-array)?")
_TOLD = regex(
    r"(?i)\b(?:in|units?(?: of| is| are)?:?) ((?:milli|micro|nano|kilo|mega)?-?[a-z]+|\w?hz)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such property."""
    units = table("property_types")["units"]["names"]
    for binding in () if is_conversion(context) else bindings(context):
        for schema in binding.find("**/properties/*,*", has=("$ref",), lacks=("enum",)):
            is_number = _NUMBER.fullmatch(schema.text("$ref")) and not schema.is_condition
            is_told = schema.name.endswith(tuple(f"-{unit}" for unit in units))
            unit = "" if is_told or not is_number else _unit(schema)
            if unit and not schema.name.startswith("linux,") and binding.adds(schema):
                yield Remark(
                    binding.at(schema), {"name": schema.name, "unit": unit}, Confidence.MODERATE
                )


def _unit(schema: Schema) -> str:
    """The unit that its name should end with; empty where nothing tells one."""
    known = table("property_types")["suffixes"]
    told = _TOLD.findall(schema.text("description").lower().replace("-", ""))
    words = (schema.name.rpartition("-")[2].rpartition(",")[2], *told)
    return next((str(known["of"][word]) for word in words if word in known["of"]), "")
