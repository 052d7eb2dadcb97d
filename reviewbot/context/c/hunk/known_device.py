"""How a function can name the device it works for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.functions import Function


def device_in(function: Function) -> str:
    """How the function can name a device that is there; empty where it cannot."""
    types = by_name("device_types", "types")
    for name, found in declarations(function).items():
        form = types[found[0].type]["device"] if found[0].type in types else ""
        is_set = found[0].is_parameter or found[0].value
        if form and is_set and len(found) == 1 and not _may_be_null(name, function):
            return str(form.format(name))
    return ""


def _may_be_null(name: str, function: Function) -> bool:
    """Whether the function tests for that."""
    texts = [token.text for token in function.body]
    return any(pair in (("!", name), (name, "==")) for pair in pairwise(texts))
