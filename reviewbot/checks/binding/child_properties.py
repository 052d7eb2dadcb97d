"""Child node of a binding that may have any property.

Reports an added child node, with properties or children of its own or those of a class of nodes, that says
neither ``additionalProperties`` nor ``unevaluatedProperties``. Not one that has others from elsewhere: where
it requires what it does not list, or what its parent refers to describes it, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.child_nodes import is_own_node, names_class
from reviewbot.context.binding.closed import CLOSING, has_from_above, is_closed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.WARNING
ONCE = True
NAMED = "name"
KINDS = ("word",)
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("properties", "patternProperties", "ref"))

_LISTED = ("properties", "patternProperties")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each child node that is not closed."""
    for binding in bindings(context):
        for child in _open(binding):
            reference = child.text("$ref")
            closed = is_closed(context, binding, reference) if is_own_node(child) else True
            is_added = binding.compatibles and binding.adds(child) and not closed
            if is_added and not has_from_above(context, binding, child):
                # the schema of one device is closed as a rule, that of a class of them is open
                is_unknown = closed is None and "," in reference
                facts = {"name": child.name, "word": CLOSING["$ref" in child or "allOf" in child]}
                sure = Confidence.MODERATE if is_unknown else Confidence.HIGH
                yield Remark(binding.at(child), facts, sure)


def _open(binding: Binding) -> Iterator[Schema]:
    """The schemas that may be those of a child node that is not closed."""
    for schema in binding.find("**/*", lacks=CLOSING):
        is_of_class = schema.text("type") == "object" and names_class(schema.text("$ref"))
        if any(word in schema for word in _LISTED) or is_of_class:
            yield schema
