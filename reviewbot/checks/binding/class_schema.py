"""New binding without the schema of its class of devices.

Asks about one in a directory whose bindings refer to such a schema, and that refers to no other that may.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("compatible",))

_PORTS = ("serial", "uart")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the properties of each such binding."""
    for binding in bindings(context):
        folder = str(PurePosixPath(binding.path).parent).partition("/bindings/")[2]
        usual = table("class_schemas")["directories"].get(folder)
        listed = binding.root.entry("properties")
        if (
            usual
            and listed
            and binding.is_new
            and binding.compatibles
            and not (_refers(binding) or _is_on_serial(binding))
        ):
            facts = {"schema": usual["schema"], "has": usual["has"], "of": usual["of"]}
            yield Remark(binding.at(listed), facts, Confidence.MODERATE)


def _refers(binding: Binding) -> bool:
    """Whether the device has a schema of others, which may be of that class, or have it itself."""
    every = binding.root.get("allOf")
    places = (binding.root, *(every.items if every else ()))
    return any("$ref" in place for place in places)


def _is_on_serial(binding: Binding) -> bool:
    """Whether the device stands below a serial port, and makes something else of that."""
    return any(
        above[-1].name in _PORTS
        for example in binding.examples
        for node, above in example.tree.walk()
        if above and node.get("compatible")
    )
