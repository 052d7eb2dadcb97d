"""What a file was like before a patch: the habits that new code is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.levels import BlobContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff


def lines_before(context: DiffContext, file: FileDiff) -> Sequence[str]:
    """The lines of the pre-image: all where the file is known, else those of the hunks."""
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    if image is None:
        return [line.text for hunk in file.hunks for line in hunk.pre]
    return image.pre.decode("utf-8", "surrogateescape").split("\n")
