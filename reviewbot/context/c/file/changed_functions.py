"""The functions a patch adds lines to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.context.c.file.known_files import known_files
from reviewbot.context.c.file.likely import likely
from reviewbot.context.place import added

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.image import Image
    from reviewbot.context.levels import BlobContext


def changed_functions(
    context: BlobContext, may_be: Callable[[Container[int], Definition], bool]
) -> Iterator[tuple[Definition, dict[int, int], Image]]:
    """Each function of a C file with an added line, as it is after the patch, where it may be.

    With it the added lines of its file, line of the post-image → body line, and the file's image.
    ``may_be`` is told of these lines, too, and asked as ``likely.py`` says.
    """
    for file, image in known_files(context):
        new = {at: line.body_line for at, line in added(file, image).items()}
        for definition in likely(image.post, new, partial(may_be, new)):
            yield definition, new, image
