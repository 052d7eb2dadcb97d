"""The whole files of a patch, where they are known, as far as it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.gather import gather
from reviewbot.context.image import Image, apply_near
from reviewbot.context.levels import BlobContext, Level
from reviewbot.fixups.changes import UnfitError
from reviewbot.fixups.diff import diff
from reviewbot.fixups.fold import by_file, folded
from reviewbot.frozen import frozen
from reviewbot.model.patch import Span
from reviewbot.thread.diff import read_diff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.repository import Repository
    from reviewbot.fixups.changes import Changed
    from reviewbot.model.patch import FileDiff, Patch
    from reviewbot.model.series import Series


@frozen(eq=False)
class Wholes:
    """The images of a patch's files, by their places in it; ``repository`` knows how ids are made."""

    images: Mapping[int, Image]
    repository: Repository | None

    @classmethod
    def around(cls, series: Series, patch: Patch, repository: Repository | None) -> Wholes:
        """The whole files that the repository, and the patches before, let one know."""
        if repository is None:
            return cls({}, None)
        contexts = (each.context for each in gather(series, repository))
        context = next(each for each in contexts if each.patch is patch)
        known = context.images if isinstance(context, BlobContext) else {}
        images = {at: known[file] for at, file in enumerate(patch.files) if file in known}
        return cls(images, repository)

    def mended(
        self, patch: Patch, found: Sequence[Changed]
    ) -> tuple[Wholes, Mapping[FileDiff, str]]:
        """The same with some changes, and the new ids of the files that were known exactly.

        Raises UnfitError where those do not apply, or lead to something else than the patch with
        them folded in does.
        """
        wanted = by_file(found)
        lines = diff(found, {}).split("\n")[:-1]
        parts, _ = read_diff(lines, Span(1, len(lines) + 1))
        whole = folded(patch, found, {}).patch
        images = dict(self.images)
        blobs: dict[FileDiff, str] = {}
        for file, part in zip(wanted, parts, strict=True):
            at = patch.files.index(file)
            image = self.images.get(at)
            if image is None or self.repository is None:
                continue
            if b"\r" in image.post:
                raise UnfitError("the file has carriage returns, which a mail may lose")
            post = apply_near(part, image.post)
            same = apply_near(whole.files[at], image.pre)
            if post is None or same is None or post[0] != same[0]:
                raise UnfitError("it does not apply to the whole file")
            images[at] = Image(image.pre, post[0], image.level, same[1])
            if image.level == Level.EXACT:
                blobs[file] = self.repository.object_id(post[0])[: len(file.new_blob)]
        return Wholes(images, self.repository), blobs
