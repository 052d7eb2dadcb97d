"""Lists of a binding that have one entry for now only, or in one of several forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.yaml.node import Node


def goes_on(binding: Binding, schema: Schema, word: str) -> bool:
    """Whether more is to come: boards are added to both, and a choice may go on with its list.

    Where nobody has begun with boards, a new file of them needs no lists of one.
    """
    if word == "oneOf":
        return _is_of_boards(binding)
    return _is_gone_on_with(schema) or (_is_of_boards(binding) and not binding.is_new)


def _is_of_boards(binding: Binding) -> bool:
    """Whether the file is of root nodes."""
    name = next(binding.find("properties/$nodename"), None)
    return name is not None and name.text("const") == "/"


def _is_gone_on_with(schema: Schema) -> bool:
    """Whether a longer list of the same choice begins like its own."""
    own = schema.get("items")
    choice = schema.above.get("oneOf") if schema.above and "oneOf" in schema.path[-2:-1] else None
    lists = (each.get("items") for each in choice.items) if own and choice else ()
    return bool(own) and any(
        len(other.items) > 1 and _first(other) == _first(own) != "" for other in lists if other
    )


def _first(listed: Node | None) -> str:
    """What the first entry is, where it is one string."""
    const = listed.items[0].get("const") if listed and listed.items else None
    return const.text if const else ""
