"""Read devicetree source that strangers wrote: any lines, cut off at both ends or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.dts.node import Node, Property
from reviewbot.context.dts.tokens import tokens
from reviewbot.frozen import changing, field
from reviewbot.model.budget import TooLargeError, shared, spend

if TYPE_CHECKING:
    from reviewbot.context.dts.tokens import Token

DEEPEST = 40  # nodes in each other; boards have 12
_INCLUDE = "/include/"  # has a string behind it, and no semicolon
_DELETIONS = ("/delete-node/", "/delete-property/")
_PER_STEP = 4  # characters read in a step


class Lines(NamedTuple):
    """Lines of a file; the first one is its ``row``, counted from 1."""

    row: int
    texts: tuple[str, ...]


@shared(maxsize=64)
def read(lines: Lines) -> Node:
    """The nodes and properties of some lines, below one without a name; raises TooLargeError."""
    text = "\n".join(lines.texts)
    spend(1 + len(text) // _PER_STEP)
    reader = _Reader([_Open((), "", "", lines.row, 0)])
    last = lines.row
    for token in tokens(text, lines.row):
        reader.take(token)
        last = token.row
    return reader.ended(last)


@changing(slots=True)
class _Open:
    """A node whose end is not reached."""

    labels: tuple[str, ...]
    name: str
    address: str
    row: int
    column: int
    deletes: bool = False
    properties: list[Property] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def close(self, end: int, *, is_whole: bool) -> Node:
        """The node it has become."""
        place = (self.labels, self.name, self.address, self.row, end, self.column)
        return Node(*place, is_whole, self.deletes, tuple(self.properties), tuple(self.children))


@changing(slots=True)
class _Reader:
    """The nodes that are open, and the tokens of the statement that is not over."""

    stack: list[_Open]
    pending: list[Token] = field(default_factory=list)
    above: int = 0  # nodes that begin out of sight

    def take(self, token: Token) -> None:
        """Take one token; raises TooLargeError."""
        if token.text == "{":
            self._bound(len(self.stack))
            self.stack.append(_head(self.pending, token))
        elif token.text == "}":
            self._property()
            self._close(token)
        elif token.text == ";":
            self._property()
        else:
            self.pending.append(token)
            return
        self.pending = []

    def _bound(self, depth: int) -> None:
        if depth > DEEPEST:
            raise TooLargeError

    def _property(self) -> None:
        self.stack[-1].deletes |= _is_deletion(self.pending)
        found = _property(self.pending)
        if found:
            self.stack[-1].properties.append(found)

    def _close(self, brace: Token) -> None:
        closed = self.stack.pop()
        if self.stack:
            self.stack[-1].children.append(closed.close(brace.row, is_whole=bool(closed.name)))
            return
        # it begins out of sight: all there was is in it
        self.above += 1
        self._bound(self.above)
        inner = closed.close(brace.row, is_whole=False)
        self.stack.append(_Open((), "", "", closed.row, 0, children=[inner]))

    def ended(self, last: int) -> Node:
        """The outermost node; what is still open ends out of sight."""
        self._property()
        while len(self.stack) > 1:
            cut = self.stack.pop()
            self.stack[-1].children.append(cut.close(last, is_whole=False))
        return self.stack[0].close(last, is_whole=False)


def _labels(statement: list[Token]) -> tuple[tuple[str, ...], list[Token]]:
    """The labels a statement begins with, and the rest of it; directives before it left out."""
    start = 0
    while start < len(statement) and statement[start].is_directive:
        start += 2 if statement[start].text == _INCLUDE else 1
    at = start
    while at + 1 < len(statement) and statement[at].is_word and statement[at + 1].text == ":":
        at += 2
    return tuple(label.text for label in statement[start:at:2]), statement[at:]


def _head(statement: list[Token], brace: Token) -> _Open:
    """The node that a statement and a brace begin; without a name where that is none."""
    labels, rest = _labels(statement)
    first = statement[0] if statement else brace
    name, _, address = rest[0].text.partition("@") if len(rest) == 1 else ("", "", "")
    return _Open(labels, name, address, first.row, first.column)


def _is_deletion(statement: list[Token]) -> bool:
    return bool(statement) and statement[0].text in _DELETIONS


def _property(statement: list[Token]) -> Property | None:
    """The property a statement is; ``None`` where it is none, or only the end of one."""
    if _is_deletion(statement):
        return None
    _, rest = _labels(statement)
    if not rest or not rest[0].is_word or (len(rest) > 1 and rest[1].text != "="):
        return None
    return Property(rest[0].text, rest[0].row, rest[-1].row, tuple(rest[2:]))
