"""List of a binding with one entry.

Reports added ``items`` of one ``const``, and ``oneOf`` of one schema; only notes them where the list is of
names, as clock-names. Not a choice of boards, which gets its next one later, nor a list that another one of
the same choice goes on with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.growing import goes_on
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.yaml.node import Node

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("word",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("items", "oneOf"))

_NUMBER = regex(r"0x[\da-fA-F]+|\d+")
_DEPENDENT = frozenset({"if", "then", "else"})  # where it is held against another list


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each list of one."""
    for binding in bindings(context):
        for schema in binding.find("**"):
            for word in ("items", "oneOf"):
                entry = schema.entry_of(word)
                is_choice = _DEPENDENT.isdisjoint(schema.path) and not goes_on(
                    binding, schema, word
                )
                if entry and is_choice and binding.adds(entry) and _is_one(word, entry.value):
                    sure = Confidence.LOW if _is_of_names(schema) else Confidence.HIGH
                    yield Remark(binding.at(entry), {"word": word}, sure)


def _is_of_names(schema: Schema) -> bool:
    """Whether it is of a list of names, where people let it be."""
    return any(step.endswith("-names") for step in schema.path)


def _is_one(word: str, listed: Node) -> bool:
    """Whether a list can be its one entry."""
    if len(listed.items) != 1:
        return False
    (one,) = listed.items
    const = one.get("const")
    is_string = const is not None and not _NUMBER.fullmatch(const.text)
    return word == "oneOf" or (is_string and one.names == ("const",))
