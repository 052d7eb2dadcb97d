"""Node with an underscore or a capital letter in its name.

Reports new nodes of boards and chips, and of examples in bindings; only asks below ``regulators``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.dts.new import new_nodes
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.dts.node import Node

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi", ".yaml"), signs=("{",))

_WRONG = regex(r"[A-Z_]")
_NUMBER = regex(r"-\d+\Z")
_PLAIN = regex(r"[A-Za-z][\w-]*")  # of a node that is defined, not gone on with


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for added in new_nodes(context):
        if _is_wrong(added.node) and added.is_definition:
            yield Remark(added.piece.at(added.node), _facts(added.node))
    for binding in () if is_conversion(context) else bindings(context):
        known = {schema.name for schema in binding.find("**/properties/*")}
        for example in binding.examples:
            for node, above in example.tree.walk():
                if _is_wrong(node) and node.name not in known and binding.adds(node):
                    is_alone = len(above) == 1 and len(example.tree.children) == 1
                    yield Remark(binding.at(node), _facts(node, is_alone=is_alone), _sure(above))


def _sure(above: Sequence[Node]) -> Confidence:
    """How sure: of regulators another binding may tell the names."""
    is_told = any(one.name == "regulators" for one in above)
    return Confidence.MODERATE if is_told else Confidence.HIGH


def _is_wrong(node: Node) -> bool:
    return bool(_PLAIN.fullmatch(node.name) and _WRONG.search(node.name))


def _facts(node: Node, *, is_alone: bool = False) -> dict[str, str]:
    right = node.name.lower().replace("_", "-")  # it needs no number where it is alone
    right = _NUMBER.sub("", right) if is_alone else right
    device = "yes" if "compatible" in node else ""  # of which there is a generic name, perhaps
    return {"name": node.name, "right": right, "device": device}
