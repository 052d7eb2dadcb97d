"""A commit's sources with patches of a series on top, all in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.search import Use, names_in
from reviewbot.frozen import field, frozen
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from reviewbot.context.repository import Repository

_PATHS = 10  # looked at in a step
_CHARACTERS = 4000  # of a file searched for a word in a step
_NAMING = 500  # as much as to look a text up in a directory
_READ = 100  # characters of a file read word by word in a step
_WORD = regex(r"\w+")


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
        for word, use in self._overlaid(found, under):
            found[word].add(use.path)
        return {word: tuple(sorted(paths)) for word, paths in found.items()}

    def uses(self, words: Iterable[str], under: str = "") -> dict[str, tuple[Use, ...]]:
        """Every line of C or assembly with each of these whole words, after the patches.

        ``under`` is a directory to look in, by default all of the tree.
        """
        found = {
            word: [use for use in uses if use.path not in self.overlay]
            for word, uses in self.repository.uses(words, under).items()
        }
        for word, use in self._overlaid(found, under):
            found[word].append(use)
        return {word: tuple(uses) for word, uses in found.items()}

    def _overlaid(self, words: Collection[str], under: str) -> Iterator[tuple[str, Use]]:
        """Each line of a patched file with each of the words."""
        sought = {word: word.encode() for word in words}
        spend(len(self.overlay) // _PATHS)
        for path, content in self.overlay.items():
            if content is None or (under and not path.startswith(f"{under}/")):
                continue
            spend(1 + len(content) * len(sought) // _CHARACTERS)
            there = [word for word, spelling in sought.items() if spelling in content]
            if not there:
                continue
            spend(len(content) // _READ)
            for number, line in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
                for word in [each for each in there if each in line]:
                    if word in _WORD.findall(line):
                        yield word, Use(path, number, line)

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
