"""Exact syntax of a whole construct; the only importer of tree-sitter.

Only text that is whole and free of errors is trusted: ``parse`` answers ``None`` otherwise.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import tree_sitter
import tree_sitter_c

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_DEPTH = 200  # deeper than any kernel code; conversion to Node recurses
MAX_SOURCE = 100_000  # bytes; a construct of kernel code is far smaller


@frozen
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
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def find(self, *kinds: str) -> Iterator[Node]:
        """The nodes of these kinds, in source order."""
        return (node for node in self.walk() if node.kind in kinds)


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_c.language()))


def parse(source: str) -> Node | None:
    """The syntax tree of ``source``.

    ``None`` where the grammar met anything it cannot place, or where ``source`` is larger or
    deeper than kernel code gets.
    """
    raw = source.encode(errors="replace")
    if len(raw) > MAX_SOURCE:
        return None
    root = _parser().parse(raw).root_node
    if root.has_error:
        return None
    text = source if source.isascii() else raw
    return _converted(root.walk(), text, root, None, 0)


def _converted(
    cursor: tree_sitter.TreeCursor,
    source: str | bytes,
    node: tree_sitter.Node,
    field: str | None,
    depth: int,
) -> Node | None:
    """The cursor's ``node``; the cursor comes back where it was, unless the answer is None."""
    if depth > _MAX_DEPTH:
        return None
    children = []
    more = cursor.goto_first_child()
    while more:
        below, name = cursor.node, cursor.field_name
        # without name and field: punctuation and keywords
        if below and (name is not None or below.is_named):
            converted = _converted(cursor, source, below, name, depth + 1)
            if converted is None:
                return None
            children.append(converted)
        more = cursor.goto_next_sibling()
        if not more:
            cursor.goto_parent()
    text = source[node.start_byte : node.end_byte]
    return Node(
        kind=node.type,
        field=field,
        text=text if isinstance(text, str) else text.decode(),
        row=node.start_point.row,
        children=tuple(children),
    )
