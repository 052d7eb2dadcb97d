"""A commit's sources with patches of a series on top, all in memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reviewbot.context.search import lines_with, names_in
from reviewbot.frozen import field, frozen
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from reviewbot.context.repository import Repository
    from reviewbot.context.search import Use

_PATHS = 10  # looked at in a step
_CHARACTERS = 4000  # of a file searched for a word in a step
_NAMING = 500  # as much as to look a text up in a directory


@frozen(slots=False)
class PatchedTree:
    """``repository`` at its commit, with ``overlay``: path → content, ``None`` where deleted."""

    repository: Repository
    overlay: Mapping[str, bytes | None] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """A regular file as it is after the patches; ``None`` if there is none."""
        if path in self.overlay:
            return self.overlay[path]
        return self.repository.file(path)

    def files_with(self, words: Iterable[str], under: str = "") -> dict[str, tuple[str, ...]]:
        """The paths of C or assembly with each of these whole words, after the patches, in order."""
        known = self.repository.files_with(words, under)
        found = {word: set(paths) - self.overlay.keys() for word, paths in known.items()}
        for path, content in self._overlaid(len(found), under):
            for word, paths in found.items():
                paths.update(use.path for use in islice(lines_with(word, path, content), 1))
        return {word: tuple(sorted(paths)) for word, paths in found.items()}

    def uses(self, words: Iterable[str], under: str = "") -> dict[str, tuple[Use, ...]]:
        """Every line of C or assembly with each of these whole words, after the patches.

        ``under`` is a directory to look in, by default all of the tree.
        """
        found = {
            word: [use for use in uses if use.path not in self.overlay]
            for word, uses in self.repository.uses(words, under).items()
        }
        for path, content in self._overlaid(len(found), under):
            for word, lines in found.items():
                lines.extend(lines_with(word, path, content))
        return {word: tuple(uses) for word, uses in found.items()}

    def _overlaid(self, sought: int, under: str) -> Iterator[tuple[str, bytes]]:
        """Each patched file below a directory, to be searched for so many words."""
        spend(len(self.overlay) // _PATHS)
        for path, content in self.overlay.items():
            if content is not None and (not under or path.startswith(f"{under}/")):
                spend(1 + len(content) * sought // _CHARACTERS)
                yield path, content

    def mentioned(
        self, texts: Iterable[str], under: str, but: Container[str] = ()
    ) -> frozenset[str]:
        """The texts that stand, as whole names, in any file below a directory.

        What the patches take out of a file still counts; what they add to the files ``but`` not.
        """
        wanted = frozenset(texts)
        found = self.repository.mentioned(wanted, under)
        for path, content in self.overlay.items():
            if content is None or path in but or not path.startswith(f"{under}/"):
                continue
            if wanted - found:
                spend(1 + len(content) * len(wanted - found) // _CHARACTERS)
                found |= names_in(content.decode("utf-8", "replace"), wanted - found)
        return found

    def naming(self, text: str, under: str) -> tuple[str, ...]:
        """The files below a directory in which a text stands as a whole name, in order."""
        spend(_NAMING)
        changed = (path for path in self.overlay if path.startswith(f"{under}/"))
        paths = sorted({*self.repository.paths_with(text, under), *changed})
        return tuple(path for path in paths if self._names(path, text))

    def _names(self, path: str, text: str) -> bool:
        content = self.read(path) or b""
        spend(1 + len(content) // _CHARACTERS)
        return bool(names_in(content.decode("utf-8", "replace"), (text,)))
