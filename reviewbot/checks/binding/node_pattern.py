"""Pattern of child nodes whose unit address is not one.

Reports added patterns that let it be decimal with two digits, or missing though ``reg`` is required; asks about
those that let it be anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("what",)
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), signs=("@",))

_DECIMAL = regex(
    r"(?:\[0-9\]|\[1-9\]|\\d|\([01]-\d\))\)?(?:[+*]|\{)|(?<![\w,-])[1-9]\[\d-\d\]|\[1-9\]\[0-9\]|\[\d-\d\]\[\d-\d\]"
)
_ANY = regex(r"\.[*+]\)?\$?")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such pattern."""
    for binding in bindings(context):
        for schema in binding.find("**/patternProperties/*"):
            what = _fault(schema)
            if what and binding.adds(schema) and not schema.is_condition:
                facts = {"what": what, "pattern": schema.name}
                sure = Confidence.MODERATE if what == "any" else Confidence.HIGH
                yield Remark(binding.at(schema), facts, sure)


def _fault(schema: Schema) -> str:
    """What is wrong with a pattern; empty where nothing is."""
    node, at, address = schema.name.partition("@")
    required = schema.get("required")
    needs = required is not None and any(item.text == "reg" for item in required.items)
    if not at or not node.strip("^("):
        return ""
    if node.endswith("(") and address.rstrip("$").endswith(")?") and needs:
        return "optional"
    if _ANY.fullmatch(address) and ".*" not in node:
        return "any"
    is_decimal = "a-f" not in address.lower() and "," not in address and _DECIMAL.search(address)
    return "decimal" if is_decimal else ""
