"""A document of YAML: mappings, sequences and scalars, each with the rows it stands in."""

from __future__ import annotations

import enum
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(enum.Enum):
    """What a node is, in the words of YAML's specification."""

    SCALAR = "scalar"
    MAPPING = "mapping"
    SEQUENCE = "sequence"


@frozen(slots=False, eq=False)
class Node:
    """A node; it is itself only, for a document may say the same twice.

    ``row`` and ``end`` are its first and last lines, counted from 1; ``column`` is where it begins,
    from 0. ``text`` is what a scalar says, ``style`` how: ``|``, ``>``, ``'``, ``"``, or nothing. A
    mapping has ``entries``, in order, a sequence ``items``.
    """

    kind: Kind
    row: int
    end: int
    column: int
    text: str = ""
    style: str = ""
    entries: tuple[Entry, ...] = ()
    items: tuple[Node, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, Entry]:
        return {entry.name: entry for entry in reversed(self.entries)}

    def entry(self, name: str) -> Entry | None:
        """The first entry of that name, where it is a mapping that has one."""
        return self._by_name.get(name)

    def get(self, name: str) -> Node | None:
        """The value of that entry."""
        entry = self.entry(name)
        return entry.value if entry else None

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @property
    def names(self) -> tuple[str, ...]:
        """What its entries are called, in order."""
        return tuple(entry.name for entry in self.entries)


@frozen(eq=False)
class Entry:
    """An entry of a mapping; it stands where its key does."""

    key: Node
    value: Node

    @property
    def name(self) -> str:
        """What it is called; empty where the key is no scalar."""
        return self.key.text

    @property
    def row(self) -> int:
        """The line of its key."""
        return self.key.row


@frozen
class Refused:
    """Why a document is not read; ``is_broken`` where it is no YAML at all."""

    reason: str
    is_broken: bool = False
