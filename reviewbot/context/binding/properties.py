"""Names of properties: whose they are, and where they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from reviewbot.context.binding.binding import Binding


def is_of_vendor(name: str) -> bool:
    """Whether a property has the prefix of one, or is of Linux."""
    return "," in name


def is_standard(name: str) -> bool:
    """Whether a property is one of those that all bindings share, or is named like them."""
    known = table("standard_properties")
    return name in known["names"] or name.startswith("#") or name.endswith(tuple(known["endings"]))


def vendor_of(binding: Binding) -> str:
    """The vendor a binding is of, by its name, else by its compatible strings; empty of several."""
    name = binding.path.rpartition("/")[2]
    names = [name] if "," in name else [node.text for node in binding.compatibles]
    vendors = {each.partition(",")[0] for each in names if "," in each}
    return vendors.pop() if len(vendors) == 1 else ""
