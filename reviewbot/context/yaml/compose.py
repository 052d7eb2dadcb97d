"""Make nodes of the events of PyYAML; the one module that knows it.

Nothing is constructed, and aliases and tags are refused, so that a document is never more than its
text. Events come one by one and depth is counted: neither side recurses. libyaml is nine times as fast
as ruamel.yaml, the parser of dtschema, and of each binding of Linux 6.12 both say the same.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import yaml
from yaml import events

from reviewbot.context.yaml.node import Entry, Kind, Node, Refused
from reviewbot.frozen import changing, field
from reviewbot.thread.border import BeyondError, reader

if TYPE_CHECKING:
    from yaml.events import Event, NodeEvent

DEEPEST = 40  # nodes in each other; the deepest binding of Linux 6.12 has 12
MOST = 10_000  # nodes; the largest there has 3,500
_ODD_BREAKS = "\r\x85\u2028\u2029"  # YAML ends a line there, a diff does not
_TOO_DEEP = f"deeper than {DEEPEST} levels"
_BEYOND = "yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # not each build has libyaml


def _refused(error: Exception, source: bytes) -> Node | Refused:
    """What is beyond the bounds is told; what no parser reads is for yamllint to explain.

    libyaml looks ahead for a key only so far, and calls what is too deep broken.
    """
    if isinstance(error, BeyondError):
        return Refused(str(error))
    if _depth(source) > DEEPEST:
        return Refused(_TOO_DEEP)
    return Refused(f"no YAML: {type(error).__name__}", is_broken=True)


def _depth(source: bytes) -> int:
    """How many brackets are open at once, at most."""
    open_at = accumulate((byte in b"[{") - (byte in b"]}") for byte in source)
    return max(open_at, default=0)


@reader(_refused)
def compose(source: bytes) -> Node | Refused:
    """The one document of a file, or why it is refused."""
    text = source.decode("utf-8").replace("\r\n", "\n")
    if any(odd in text for odd in _ODD_BREAKS):
        raise BeyondError(_BEYOND, "odd line breaks")
    stack = [_Open(Kind.SEQUENCE, 1, 0)]
    for number, event in enumerate(yaml.parse(text, _LOADER)):
        if number > MOST:
            raise BeyondError(_BEYOND, f"more than {MOST:,} things")
        _take(event, stack)
    if len(stack[0].nodes) != 1:
        raise BeyondError(_BEYOND, "not one document")
    (root,) = stack[0].nodes
    if root.end > text.count("\n") + 1:  # where libyaml has the value of a "?" that nothing follows
        raise BeyondError(_BEYOND, "a key without a value")
    return root


@changing(slots=True)
class _Open:
    """A mapping or sequence whose end is not reached; of a mapping, keys and values take turns."""

    kind: Kind
    row: int
    column: int
    nodes: list[Node] = field(default_factory=list)

    def close(self, end: int) -> Node:
        """The node it has become."""
        place = (self.kind, self.row, end, self.column)
        if self.kind is Kind.SEQUENCE:
            return Node(*place, items=tuple(self.nodes))
        pairs = zip(self.nodes[::2], self.nodes[1::2], strict=True)
        return Node(*place, entries=tuple(Entry(key, value) for key, value in pairs))


def _take(event: Event, stack: list[_Open]) -> None:
    """Take one event; raises BeyondError."""
    if isinstance(event, events.CollectionEndEvent):
        closed = stack.pop()
        stack[-1].nodes.append(closed.close(_end(event, closed)))
    elif isinstance(event, events.NodeEvent):
        _begin(event, stack)


def _begin(event: NodeEvent, stack: list[_Open]) -> None:
    """Take a scalar, or what begins a mapping or a sequence; raises BeyondError."""
    row, column = event.start_mark.line + 1, event.start_mark.column
    if isinstance(event, events.AliasEvent) or event.anchor:
        raise BeyondError(_BEYOND, "aliases")
    if getattr(event, "tag", None):
        raise BeyondError(_BEYOND, "tags")
    if isinstance(event, events.ScalarEvent):
        node = Node(Kind.SCALAR, row, _last(event), column, event.value, event.style or "")
        stack[-1].nodes.append(node)
        return
    is_mapping = isinstance(event, events.MappingStartEvent)
    stack.append(_Open(Kind.MAPPING if is_mapping else Kind.SEQUENCE, row, column))
    if len(stack) > DEEPEST:
        raise BeyondError(_BEYOND, _TOO_DEEP)


def _last(scalar: Event) -> int:
    """The row a scalar ends in; that of a block scalar ends where the next thing begins."""
    end = scalar.end_mark
    is_over = end.column == 0 and end.line > scalar.start_mark.line
    return int(end.line if is_over else end.line + 1)


def _end(event: Event, closed: _Open) -> int:
    """The row a collection ends in: that of its bracket, or of the last thing in it."""
    has_bracket = event.end_mark.column > event.start_mark.column
    inner = closed.nodes[-1].end if closed.nodes else closed.row
    return int(event.end_mark.line + 1) if has_bracket else inner
