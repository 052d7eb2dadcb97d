"""Second example of a binding that shows nothing new.

Asks about an added example with the same properties, node by node, as one above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.examples import Example

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("compatible",))

_Shape = frozenset[tuple[int, frozenset[str]]]


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
    """The names of the properties of each node, and how deep it is."""
    return frozenset(
        (len(above), frozenset(one.name for one in node.properties))
        for node, above in example.tree.walk()
    )
