"""The C files of the kernel a patch changes, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.layout import is_kernel_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.image import Image
    from reviewbot.context.levels import BlobContext
    from reviewbot.model.patch import FileDiff


def kernel_files(context: BlobContext) -> Iterator[tuple[FileDiff, Image]]:
    """Each C file that is known as a whole, other programs of the tree left out."""
    for file in context.files:
        image = context.images.get(file)
        if file.is_c and image and is_kernel_program(file.path):
            yield file, image
