"""Number of a vendor's property without bounds.

Asks about added properties of a new binding that are a ``uint32`` and say neither what values there
are nor a least or a most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("uint32",))

_BOUNDS = ("enum", "const", "minimum", "maximum", "default", "multipleOf", "oneOf", "anyOf")
_VENDORS = "**/properties/*,*"
_TYPE = "/definitions/uint32"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each number that may be any."""
    for binding in () if is_conversion(context) else bindings(context):
        schemas = tuple(binding.find(_VENDORS))
        bounded = {schema.name for schema in schemas if any(word in schema for word in _BOUNDS)}
        for schema in schemas if binding.is_new and binding.compatibles else ():
            if _is_number(schema) and schema.name not in bounded and binding.adds(schema):
                yield Remark(binding.at(schema), {"name": schema.name}, Confidence.MODERATE)


def _is_number(schema: Schema) -> bool:
    """Whether it is a number of a vendor, not of Linux, which has a meaning for each."""
    is_own = not schema.name.startswith("linux,") and not schema.is_condition
    return is_own and schema.text("$ref").endswith(_TYPE)
