"""Property of a binding that does not say how many entries it has.

Reports ``reg``, ``interrupts``, ``clocks`` and the like that have a description only, or are ``true``
where nothing else describes them; asks where only the least is told, where the number depends on something, or
where the file is for hardware of any make. Not the clocks of a multiplexer, which has as many as there are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.counted import counted, entries_of
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",))

_DEPENDS = regex(r"\b(?:depend\w*|per|each|every|as many|number of)\b", re.IGNORECASE)
_TOP = 2  # steps to a property of the device itself
_LEAST = "minItems"
_WORDS = frozenset({"description", _LEAST})  # that say no end
_ELSEWHERE = ("$ref", "allOf")  # where a node may get its properties from


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each list that may be of any length."""
    for binding in bindings(context):
        told, is_generic = counted(binding), _is_generic(binding)
        for schema in binding.find(_lists()) if binding.compatibles else ():
            if binding.adds(schema) and _is_open(schema) and schema.name not in told:
                # of a child node, as often as not, reg is told in words
                is_sure = len(schema.path) == _TOP and _LEAST not in schema
                facts: dict[str, str | int] = {
                    "name": schema.name,
                    "least": schema.text(_LEAST),
                    "entries": entries_of(schema),
                }
                is_open = is_generic or _DEPENDS.search(schema.text("description"))
                sure = Confidence.HIGH if is_sure and not is_open else Confidence.MODERATE
                yield Remark(binding.at(schema), facts, sure)


def _is_generic(binding: Binding) -> bool:
    """Whether it is for hardware of any make: several of its compatibles are of no vendor."""
    return len({name.text for name in binding.compatibles if "," not in name.text}) > 1


def _lists() -> str:
    return f"**/properties/{'|'.join(table('property_lists')['names'])}"


def _is_open(schema: Schema) -> bool:
    """Whether it says nothing of a number."""
    if schema.is_condition or schema.above is None:
        return False
    if schema.node.text == "true":
        return not any(word in schema.above for word in _ELSEWHERE)
    return bool(schema.node.names) and _WORDS.issuperset(schema.node.names)
