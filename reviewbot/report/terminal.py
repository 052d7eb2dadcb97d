"""A report on a terminal: colours, and links that can be clicked (OSC 8), as rich writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.style import Style

from reviewbot.report.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.report.paint import Piece

_LOOKS = {
    None: Style(),
    Paint.TITLE: Style(color="cyan", bold=True),
    Paint.HEADER: Style(color="cyan"),
    Paint.COMMENT: Style(bold=True),
    Paint.FAINT: Style(dim=True),
    Paint.ALARM: Style(color="red"),
    Paint.WARNING: Style(color="yellow"),
    Paint.QUOTE: Style(color="green"),
    Paint.DEEPER: Style(color="yellow"),
    Paint.DEEPEST: Style(color="magenta"),
}


def painted(pieces: Iterable[Piece]) -> str:
    """The text of all with the sequences a terminal obeys; they are ours, and none is of a mail."""
    return "".join(map(_painted, pieces))


def _painted(piece: Piece) -> str:
    looks = _LOOKS[piece.what]
    if piece.link:
        looks = looks.update_link(piece.link)
    return looks.render(piece.text, color_system=ColorSystem.STANDARD) if looks else piece.text
