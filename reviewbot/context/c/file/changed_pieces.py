"""The pieces of a C file that a patch brings, and those it takes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.removed import removed_lines
from reviewbot.context.place import added

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.image import Image
    from reviewbot.model.patch import FileDiff


def added_pieces(file: FileDiff, image: Image) -> Iterator[tuple[Definition, int]]:
    """Each piece whose name is in an added line, and the body line of that."""
    heads = added(file, image)
    for piece in definitions(image.post):
        if piece.line in heads:
            yield piece, heads[piece.line].body_line


def removed_pieces(file: FileDiff, image: Image) -> Iterator[tuple[Definition, int]]:
    """Each piece whose name was in a removed line, and the body line of that."""
    heads = removed_lines(file, image).body_lines
    for piece in definitions(image.pre):
        if piece.line in heads:
            yield piece, heads[piece.line]
