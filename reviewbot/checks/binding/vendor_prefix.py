"""Property of one vendor's device without the vendor's prefix.

Asks about properties that a binding adds and that no other binding and no driver of the tree has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, Severity, TreeContext, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.binding.properties import is_of_vendor, is_standard, vendor_of
from reviewbot.context.binding.subject_of import binding_directory
from reviewbot.knowledge.layout import bindings_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",))
_TYPES = ("flag", "int", "string", "phandle")  # of what has a value of its own, in /definitions/
_GENERIC = "pinctrl/"  # names of what pins do are of no vendor


def check(context: TreeContext) -> Iterator[Remark]:
    """Remark on each such property."""
    for binding in () if is_conversion(context) else bindings(context):
        vendor = vendor_of(binding)
        if not vendor or binding.path.startswith(f"{bindings_root()}/{_GENERIC}"):
            continue
        own = [one for one in binding.find("**/properties/*") if _is_plain(one, binding)]
        known = _known({schema.name for schema in own}, binding.path, context)
        for schema in own:
            if schema.name not in known:
                facts = {"name": schema.name, "vendor": vendor}
                yield Remark(binding.at(schema), facts, Confidence.MODERATE)


def _known(names: set[str], path: str, context: TreeContext) -> frozenset[str]:
    """Those that other bindings have, or drivers of the same kind of device."""
    changed = {file.path for file in context.files}
    known = context.tree.mentioned(names, bindings_root(), changed)
    drivers = f"drivers/{binding_directory(path)}"
    return known | context.tree.mentioned(names - known, drivers, changed)


def _is_plain(schema: Schema, binding: Binding) -> bool:
    """Whether it is added, has a type, and a name of nobody."""
    kind = schema.text("$ref").rpartition("/definitions/")[2] or schema.text("type")
    return (
        not (is_of_vendor(schema.name) or is_standard(schema.name) or schema.is_condition)
        and any(word in kind for word in (*_TYPES, "boolean"))
        and binding.adds(schema)
    )
