"""Whether an expression is the firmware node of a device at hand, and of which."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations, type_of
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.tokens import Token

_DEVICE = "struct device *"


def device_of(node: Sequence[Token], function: Function | None) -> str:
    """The device whose node it is, itself or by a variable that holds it all along; else empty."""
    if len(node) == 1 and function is not None:
        known = declarations(function).get(node[0].text, ())
        is_fixed = len(known) == 1 and not _is_assigned(node[0].text, function.body)
        node = known[0].value if is_fixed else ()
    if [token.text for token in node[-1:]] != [table("properties")["of_only"]["member"]]:
        return ""
    holder = node[:-2]
    kind = type_of(holder[0].text, function) if len(holder) == 1 and function is not None else ""
    if kind and kind != _DEVICE:
        return ""
    device = readable(holder)
    return device if node[-2].text == "->" else f"&{device}"


def _is_assigned(name: str, body: Sequence[Token]) -> bool:
    """Whether a variable is assigned anywhere but where it is declared."""
    spend(len(body))
    return sum(a.text == name and b.text == "=" for a, b in pairwise(body)) > 1
