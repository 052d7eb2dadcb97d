"""Which files of a patch have a word in their code, before and after it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.index import index
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.context.image import Image
    from reviewbot.context.levels import BlobContext
    from reviewbot.model.patch import FileDiff


@frozen(slots=False, eq=False)
class PatchWords:
    """Word → the files whose code has it, comments and strings set aside; headers are last."""

    images: Mapping[FileDiff, Image]

    @cached_property
    def before(self) -> Mapping[str, tuple[FileDiff, ...]]:
        """Before the patch."""
        return _by_word((file, image.pre) for file, image in self.images.items())

    @cached_property
    def after(self) -> Mapping[str, tuple[FileDiff, ...]]:
        """After the patch."""
        return _by_word((file, image.post) for file, image in self.images.items())

    @cached_property
    def in_code(self) -> frozenset[str]:
        """What some file has after the patch and does not only declare."""
        files = (index(image.post) for image in self.images.values())
        return frozenset(word for each in files for word in each.code_words - each.declared)

    @cached_property
    def used(self) -> frozenset[str]:
        """What some C file has after the patch and does not itself define."""
        images = (image for file, image in self.images.items() if file.path.endswith(".c"))
        files = (index(image.post) for image in images)
        return frozenset(word for each in files for word in each.code_words - each.defined)

    @cached_property
    def shared(self) -> Mapping[str, FileDiff | None]:
        """The names other files may mean by it, and what file has each; ``None``: several."""
        found: dict[str, FileDiff | None] = {}
        for file, image in self.images.items():
            for name in index(image.post).shared:
                found[name] = None if name in found else file
        return found


@once_for_each
def patch_words(context: BlobContext) -> PatchWords:
    """The words of the files a patch changes, as far as they are known."""
    return PatchWords(context.images)


def _by_word(sides: Iterable[tuple[FileDiff, bytes]]) -> Mapping[str, tuple[FileDiff, ...]]:
    found: dict[str, list[FileDiff]] = defaultdict(list)
    for file, source in sorted(sides, key=lambda side: side[0].path.endswith(".h")):
        for word in index(source).code_words:
            found[word].append(file)
    return {word: tuple(files) for word, files in found.items()}
