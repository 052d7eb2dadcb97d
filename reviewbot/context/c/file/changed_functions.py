"""The functions a patch adds lines to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import enclosing
from reviewbot.context.c.file.known_files import known_files
from reviewbot.context.place import added

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.image import Image
    from reviewbot.context.levels import BlobContext


def changed_functions(context: BlobContext) -> Iterator[tuple[Definition, dict[int, int], Image]]:
    """Each function of a C file with an added line, as it is after the patch.

    With it the added lines of its file, line of the post-image → body line, and the file's image.
    """
    for file, image in known_files(context):
        new = {at: line.body_line for at, line in added(file, image).items()}
        for definition in enclosing(image.post, new):
            yield definition, new, image
