"""Exact syntax of a whole construct; the only importer of tree-sitter.

Only text that is whole and free of errors is trusted: ``parse`` answers ``None`` otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import tree_sitter
import tree_sitter_c

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_DEPTH = 200  # deeper than any kernel code; conversion to Node recurses


@dataclass(frozen=True, slots=True)
class Node:
    """A syntax node: tree-sitter-c's ``kind``, its text, and the 0-based row it starts in."""

    kind: str
    field: str | None
    text: str
    row: int
    children: tuple[Node, ...]

    def child(self, field: str) -> Node | None:
        """The first child standing in ``field``."""
        return next((node for node in self.children if node.field == field), None)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in source order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def find(self, *kinds: str) -> Iterator[Node]:
        """The nodes of these kinds, in source order."""
        return (node for node in self.walk() if node.kind in kinds)


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_c.language()))


def parse(source: str) -> Node | None:
    """The syntax tree of ``source``; ``None`` where the grammar met anything it cannot place."""
    raw = source.encode()
    root = _parser().parse(raw).root_node
    if root.has_error:
        return None
    return _node(root, raw, None, 0)


def _node(node: tree_sitter.Node, raw: bytes, field: str | None, depth: int) -> Node | None:
    if depth > _MAX_DEPTH:
        return None
    children = []
    for index, child in enumerate(node.children):
        if not child.is_named and node.field_name_for_child(index) is None:
            continue  # punctuation and keywords
        converted = _node(child, raw, node.field_name_for_child(index), depth + 1)
        if converted is None:
            return None
        children.append(converted)
    return Node(
        kind=node.type,
        field=field,
        text=raw[node.start_byte : node.end_byte].decode(),
        row=node.start_point.row,
        children=tuple(children),
    )
