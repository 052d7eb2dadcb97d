"""The examples of a binding: fragments of devicetree, at their rows of the file."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.dts.read import Lines, read
from reviewbot.frozen import frozen
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from reviewbot.context.dts.node import Node as TreeNode
    from reviewbot.context.yaml.node import Node

_REFERENCE = regex(r"&(\w+)")
_COMMENT = regex(r"(?:/\*|//|^\s+\*)(.*)")


@frozen(slots=False, eq=False)
class Example:
    """One example; ``row`` is the first line of its text, ``lines`` are as the file has them."""

    row: int
    lines: tuple[str, ...]

    @cached_property
    def tree(self) -> TreeNode:
        """What it says, as devicetree; raises TooLargeError."""
        return read(Lines(self.row, self.lines))

    def explains(self, row: int) -> bool:
        """Whether a comment stands on a line of it or on the one above."""
        beside = self.lines[max(row - self.row - 1, 0) : row - self.row + 1]
        return any(sign in line for line in beside for sign in ("/*", "*/", "//"))

    def has(self, label: str) -> bool:
        """Whether it refers to a label, or tells of it in a comment."""
        return label in self.used or label in self._told

    @cached_property
    def _told(self) -> frozenset[str]:
        """The words of its comments."""
        return frozenset(
            word
            for line in self.lines
            for comment in _COMMENT.findall(line)
            for word in words_in(comment)
        )

    @cached_property
    def used(self) -> frozenset[str]:
        """The labels it refers to."""
        return frozenset(_REFERENCE.findall("\n".join(self.lines)))


def examples(root: Node, source: bytes) -> tuple[Example, ...]:
    """The examples of a document that are written as a block of text."""
    listed = root.get("examples")
    rows = source.decode("utf-8", "replace").split("\n")
    return tuple(
        Example(item.row + 1, tuple(rows[item.row : item.row + _length(item.text)]))
        for item in (listed.items if listed else ())
        if item.style == "|"
    )


def _length(text: str) -> int:
    return len(text.rstrip("\n").split("\n"))
