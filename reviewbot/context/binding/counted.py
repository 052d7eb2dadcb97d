"""The lists of a binding that need no number of entries there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.binding.binding import Binding

_COUNTS = ("items", "maxItems")
_WORD = regex(r"[a-z]+")


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
