"""Property of a binding that no example has.

Asks about added supplies, GPIOs and the like that the device itself may have, and only notes them where
the binding was there before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("properties", "supply", "gpios"))

_WIRED = regex(r"[\w,-]+-(?:supply|gpios?)|interrupts|clocks|resets|io-channels|power-domains")
_MOST = 3  # of more it is a choice what to show


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the example of each binding, and name all."""
    for binding in () if is_conversion(context) else bindings(context):
        missing = [schema for schema in _wired(binding) if not _is_shown(binding, schema.name)]
        if 0 < len(missing) <= _MOST and len(binding.examples) == 1:
            names = tuple(schema.name for schema in missing)
            at = _of_device(binding) or binding.at(missing[0])
            sure = Confidence.HIGH if binding.is_new else Confidence.LOW
            yield Remark(at, {"names": names}, sure)


def _of_device(binding: Binding) -> int:
    """The line of the example where the device begins; 0 where the mail does not show it."""
    known = {node.text for node in binding.compatibles}
    for node, _ in binding.examples[0].tree.walk():
        if not known.isdisjoint(node.compatibles) and node.row in binding.lines:
            return binding.at(node)
    return 0


def _wired(binding: Binding) -> Iterator[Schema]:
    """The added properties that tell what a device is connected to."""
    denied = {schema.name for schema in binding.find("**/properties/*") if schema.is_condition}
    for schema in binding.find("properties/*"):
        is_own = _WIRED.fullmatch(schema.name) and schema.name not in denied
        if is_own and "deprecated" not in schema and binding.adds(schema):
            yield schema


def _is_shown(binding: Binding, name: str) -> bool:
    """Whether it stands in an example, in any node, or with a number of another."""
    trees = (example.tree for example in binding.examples)
    twin = f"{name}-extended" if name == "interrupts" else name
    return any(name in node or twin in node for tree in trees for node, _ in tree.walk())
