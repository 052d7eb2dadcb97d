"""The lists of a binding that need no number of entries there, and how many entries others have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import by_name, table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema

_COUNTS = ("items", "maxItems")
_WORD = regex(r"[a-z]+")
_POINT = regex(r"^[ \t]*[-*] ", re.MULTILINE)


def counted(binding: Binding) -> frozenset[str]:
    """The names of lists that are counted elsewhere in the file, have one entry always, or any number."""
    told = {
        schema.name
        for schema in binding.find("**/properties/*")
        if any(word in schema for word in _COUNTS)  # it may depend on the model
    }
    inputs = table("property_lists")["inputs"]
    titles = (binding.root.get("title"), *binding.compatibles)
    words = {word for title in titles if title for word in _WORD.findall(title.text.lower())}
    free = () if words.isdisjoint(inputs["words"]) else inputs["names"]
    return frozenset((*told, *table("property_lists")["ones"], *free))


def entries_of(schema: Schema) -> int:
    """How many entries a list has by its names, or by the points of its description; 0 where neither tells."""
    listed = schema.above.get("properties") if schema.above else None
    of = by_name("named_lists", "lists", "of").get(schema.name)
    names = listed.get(of["name"]) if listed and of else None
    items = names.get("items") if names else None
    if names and items and "minItems" not in names:
        return len(items.items)
    points = len(_POINT.findall(schema.text("description")))
    return points if points > 1 else 0
