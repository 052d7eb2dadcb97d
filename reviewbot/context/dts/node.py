"""Nodes and properties of devicetree source."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.dts.tokens import Token


@frozen(slots=False, eq=False)
class Property:
    """A property; ``tokens`` are all those of its value, none where it is only there.

    ``row`` and ``end`` are the first and the last line of it.
    """

    name: str
    row: int
    end: int
    tokens: tuple[Token, ...]

    @property
    def strings(self) -> tuple[str, ...]:
        """The strings of its value, without quotes."""
        return tuple(each.text[1:-1] for each in self.tokens if each.is_string)

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """What is in each ``<...>``; an expression in parentheses is the tokens it has."""
        groups: list[list[str]] = []
        is_open = False
        depth = 0
        for each in self.tokens:
            depth += (each.text == "(") - (each.text == ")")
            if each.text == "<" and not depth and not is_open:
                is_open = True
                groups.append([])
            elif each.text == ">" and not depth:
                is_open = False
            elif is_open:
                groups[-1].append(each.text)
        return tuple(map(tuple, groups))


@frozen(slots=False, eq=False)
class Node:
    """A node; ``name`` is without ``address``, what is behind the ``@``.

    Of ``&label { }`` the name is ``&label``, of the root ``/``, and of a node that begins out of sight
    it is empty. ``row`` and ``end`` are the lines of its head and of its brace. ``is_whole``: both
    are in sight. ``deletes``: something that was there before is taken out of it.
    """

    labels: tuple[str, ...]
    name: str
    address: str
    row: int
    end: int
    column: int
    is_whole: bool
    deletes: bool
    properties: tuple[Property, ...]
    children: tuple[Node, ...]

    @cached_property
    def _by_name(self) -> Mapping[str, Property]:
        return {each.name: each for each in reversed(self.properties)}

    def get(self, name: str) -> Property | None:
        """The first property of that name."""
        return self._by_name.get(name)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @property
    def full_name(self) -> str:
        """The name with the unit address."""
        return f"{self.name}@{self.address}" if self.address else self.name

    @property
    def compatibles(self) -> tuple[str, ...]:
        """The strings of its ``compatible``."""
        found = self.get("compatible")
        return found.strings if found else ()

    def walk(self) -> Iterator[tuple[Node, tuple[Node, ...]]]:
        """Each node below it with those around that, outermost first, in the order of the source."""
        waiting: list[tuple[Node, tuple[Node, ...]]] = [
            (child, (self,)) for child in reversed(self.children)
        ]
        while waiting:
            node, above = waiting.pop()
            yield node, above
            waiting += ((child, (*above, node)) for child in reversed(node.children))
