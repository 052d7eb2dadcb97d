"""Second example of a binding that shows nothing new.

Asks about an added example with the same properties, node by node, as one above: on the same bus, and
with children of the same names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.binding.examples import Example
    from reviewbot.context.dts.node import Node

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("compatible",))

_Shape = frozenset[tuple[int, str, frozenset[str]]]
_NUMBER = "-0123456789"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line of each such example."""
    for binding in bindings(context):
        seen: set[_Shape] = set()
        for example in binding.examples:
            shape = _shape(example)
            first = next((node for node, _ in example.tree.walk()), None)
            if first and shape in seen and binding.adds_row(first.row):
                yield Remark(binding.at(first), {}, Confidence.MODERATE)
            seen.add(shape)


def _shape(example: Example) -> _Shape:
    """Each node: how deep it is, what it is called, and the names of its properties."""
    return frozenset(
        (len(above), _called(node, above), frozenset(one.name for one in node.properties))
        for node, above in example.tree.walk()
    )


def _called(node: Node, above: Sequence[Node]) -> str:
    """Its name without a number; of the device itself nothing, as another model may be another."""
    is_device = "compatible" in node and not any("compatible" in one for one in above)
    return "" if is_device else node.name.rstrip(_NUMBER)
