"""What the remove callback of a driver does, as its table of callbacks names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.partners import partners
from reviewbot.context.c.file.probing import probing
from reviewbot.context.c.file.statements import StatementKind, Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.file.definition import Definition

_PLAIN = frozenset((StatementKind.DECLARATION, StatementKind.EXPRESSION, StatementKind.RETURN))


def removes(source: bytes) -> Iterator[Definition]:
    """The functions that end what a probe function has begun."""
    pieces = definitions(source)
    pairs = [each for each in partners(pieces) if each.registered]
    stops = {each.stop for each in pairs if each.start in probing(source)}
    for piece in pieces:
        if piece.name in stops and piece.opening >= 0:
            yield piece


def plain_calls(definition: Definition) -> Sequence[str]:
    """The functions that one without branches calls for their effect; none if it has branches.

    Nor if it has comments: they may give reasons.
    """
    function = read(definition)
    is_commented = any(mark in definition.text for mark in ("/*", "//"))
    if function is None or is_commented:
        return ()
    if not all(each.kind in _PLAIN for each in function.statements):
        return ()
    return [call.callee for call in function.calls if call.use is Use.BARE]
