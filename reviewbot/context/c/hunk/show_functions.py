"""The functions that show an attribute of sysfs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations, returned
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.functions import Function

_MOVES = ("=", "+=", "++")  # the buffer must begin with a page


@shared(maxsize=128, of_mail=True)
def page_parameters(function: Function) -> frozenset[str]:
    """The parameter that a new function shows an attribute in, if it is left at its beginning."""
    if not function.header or function.header[0].line.kind is not LineKind.ADDED:
        return frozenset()
    types = {name: each.type for name, (each, *_) in declarations(function).items()}
    is_show = returned(function) == "ssize_t" and "size_t" not in types.values()
    if not is_show or set(types.values()).isdisjoint(table("show_functions")["attributes"]):
        return frozenset()
    moved = {name.text for name, sign in pairwise(function.body) if sign.text in _MOVES}
    return frozenset(name for name, type_ in types.items() if type_ == "char *") - moved
