"""The C files of a patch that are known as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.layout import is_kernel_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.image import Image
    from reviewbot.context.levels import BlobContext
    from reviewbot.model.patch import FileDiff


def known_files(context: BlobContext) -> Iterator[tuple[FileDiff, Image]]:
    """All of them, headers included."""
    for file in context.files:
        image = context.images.get(file)
        if file.is_c and image is not None:
            yield file, image


def kernel_files(context: BlobContext) -> Iterator[tuple[FileDiff, Image]]:
    """The known files of the kernel: programs of their own left out."""
    return ((file, image) for file, image in known_files(context) if is_kernel_program(file.path))
