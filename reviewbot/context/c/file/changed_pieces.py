"""The pieces of a C file that a patch brings, and those it takes away.

By the kernel's layout the name of one stands on a line that begins in the first column: where no line
of the diff does, the file is not taken apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.removed import removed_lines
from reviewbot.context.place import added

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.image import Image
    from reviewbot.model.patch import DiffLine, FileDiff


def added_pieces(file: FileDiff, image: Image) -> Iterator[tuple[Definition, int]]:
    """Each piece whose name is in an added line, and the body line of that."""
    heads = added(file, image) if _may_be_of_piece(file.added()) else {}
    for piece in definitions(image.post) if heads else ():
        if piece.line in heads:
            yield piece, heads[piece.line].body_line


def removed_pieces(file: FileDiff, image: Image) -> Iterator[tuple[Definition, int]]:
    """Each piece whose name was in a removed line, and the body line of that."""
    heads = removed_lines(file, image).body_lines if _may_be_of_piece(file.removed()) else {}
    for piece in definitions(image.pre) if heads else ():
        if piece.line in heads:
            yield piece, heads[piece.line]


def _may_be_of_piece(lines: Iterable[DiffLine]) -> bool:
    firsts = (line.text[:1] for line in lines)
    return any(first.isidentifier() or first == "#" for first in firsts)
