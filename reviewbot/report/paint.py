"""What the pieces of a report for people are; how they look is the terminal's business."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Paint(enum.Enum):
    """What a piece of the report is."""

    TITLE = enum.auto()
    HEADER = enum.auto()
    COMMENT = enum.auto()
    FAINT = enum.auto()
    ALARM = enum.auto()
    WARNING = enum.auto()
    QUOTE = enum.auto()
    DEEPER = enum.auto()
    DEEPEST = enum.auto()


_QUOTES = (Paint.QUOTE, Paint.DEEPER, Paint.DEEPEST)  # by depth, then over again


@frozen
class Piece:
    """Text without a control character but tab and newline, what it is, and where it leads (a URL).

    Text that is of no kind is shown as it is.
    """

    text: str
    what: Paint | None = None
    link: str = ""


def plain(pieces: Iterable[Piece]) -> str:
    """The text of all, as a file or a pipe gets it."""
    return "".join(piece.text for piece in pieces)


def mail(body: str) -> Iterator[Piece]:
    """A reply's body: who wrote what is quoted, quotes by depth, what is ours, marks of gaps."""
    first, newline, rest = body.partition("\n")
    yield Piece(first + newline)
    for line in rest.splitlines(keepends=True):
        yield Piece(line.removesuffix("\n"), _kind(line))
        if line.endswith("\n"):
            yield Piece("\n")


def _kind(line: str) -> Paint | None:
    if not line.strip("\n"):
        return None
    if line.strip("\n") == "[...]":
        return Paint.FAINT
    depth, rest = 0, line
    while rest.startswith(">"):
        depth, rest = depth + 1, rest[1:].removeprefix(" ")
    return _QUOTES[(depth - 1) % len(_QUOTES)] if depth else Paint.COMMENT
