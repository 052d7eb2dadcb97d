"""Which patch of a series adds, shows and builds what: looked up, however many patches there are."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.enum_lines import adds_enumerator
from reviewbot.context.c.hunk.introduced import introduced, new_headers
from reviewbot.context.makefile import is_makefile
from reviewbot.context.memo import once_for_each
from reviewbot.lazy import lazy
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from reviewbot.context.c.hunk.introduced import Introduced
    from reviewbot.model.patch import DiffLine, Patch
    from reviewbot.model.series import Series

_OBJECT = regex(r"(?<![\w-])[\w-]++(?=\.(?:o|dtb))")
_KCONFIG = regex(r"(?:menu)?config[ \t]+(\w+)")


class SeriesNames:
    """The names of a series; a patch is told by its position among the patches, from 0."""

    def __init__(self, patches: Sequence[Patch]) -> None:
        self._added = _first(patches, _new_files)
        self._built = _first(patches, _objects)
        self._touched = _first(patches, _paths)
        self._headers = _all(patches, new_headers)
        self._introduced: dict[str, list[tuple[int, Introduced]]] = defaultdict(list)
        for number, patch in enumerate(patches):
            for name, one in introduced(patch).items():
                self._introduced[name].append((number, one))
        self._last = {name: brought[-1][0] for name, brought in self._introduced.items()}
        for path, numbers in self._headers.items():
            for word in words_in(_stem(path)):
                self._last[word] = max(numbers[-1], self._last.get(word, -1))
        self._patches = patches
        self._waiting = _waiting(patches)
        self._there: dict[tuple[str, int], bool] = {}

    def brought_later(self, own: int) -> frozenset[str]:
        """The words in what the patch adds that a later one brings: it needs no others of that."""
        hunks = (hunk for file in self._patches[own].files for hunk in file.hunks)
        brought = self._last.keys()
        words = (word for hunk in hunks for word in brought & hunk.added_words)
        return frozenset(word for word in words if self._last[word] > own)

    @lazy
    def _lines(self) -> Mapping[str, list[tuple[int, DiffLine | None]]]:
        return _lines_by_word(self._patches, self._introduced.keys())

    def waits(self, own: int) -> bool:
        """Whether a patch up to this one names a configuration symbol that comes later."""
        return self._waiting[own]

    def is_unbuilt(self, path: str, own: int) -> bool:
        """Whether a patch up to this one adds the file, and no Makefile line of them names it.

        New headers are always unbuilt: what includes them counts.
        """
        if self._added.get(path, own + 1) > own:
            return False
        return path.endswith(".h") or self._built.get(_stem(path), own + 1) > own

    def adds_header(self, paths: Iterable[str], own: int) -> int | None:
        """The first patch behind this one that adds one of these headers."""
        numbers = (self._headers.get(path, ()) for path in paths)
        later = (each[at] for each in numbers if (at := bisect_right(each, own)) < len(each))
        return min(later, default=None)

    def touches(self, paths: Iterable[str], before: int) -> bool:
        """Whether a patch before that one changes one of these files."""
        return any(self._touched.get(path, before) < before for path in paths)

    def introduces(self, name: str, own: int) -> tuple[int, Introduced] | None:
        """The first patch behind this one that defines the name, and how."""
        found = self._introduced.get(name, ())
        at = bisect_right(found, own, key=lambda one: one[0])
        return found[at] if at < len(found) else None

    def was_there(self, name: str, last: int) -> bool:
        """Whether a patch up to ``last`` shows it as something older, or one before defines it."""
        if (name, last) not in self._there:
            self._there[name, last] = _was_there(self._lines.get(name, ()), last)
        return self._there[name, last]


@once_for_each
def names_in(series: Series) -> SeriesNames:
    """The names of a series."""
    return SeriesNames(series.patches)


def _first(patches: Sequence[Patch], names: Callable[[Patch], Iterable[str]]) -> Mapping[str, int]:
    """The first patch with each name."""
    found: dict[str, int] = {}
    for number, patch in enumerate(patches):
        for name in names(patch):
            found.setdefault(name, number)
    return found


def _all(
    patches: Sequence[Patch], names: Callable[[Patch], Iterable[str]]
) -> Mapping[str, Sequence[int]]:
    """All patches with each name, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, patch in enumerate(patches):
        for name in names(patch):
            found[name].append(number)
    return found


def _new_files(patch: Patch) -> Iterator[str]:
    return (file.path for file in patch.files if file.old_path is None)


def _paths(patch: Patch) -> Iterator[str]:
    return (path for file in patch.files for path in (file.path, file.old_path) if path)


def _objects(patch: Patch) -> Iterator[str]:
    """What its Makefile lines build."""
    for file in patch.files:
        if is_makefile(file.path):
            for line in file.added():
                yield from _OBJECT.findall(line.text)


def _symbols(patch: Patch) -> Iterator[str]:
    """The configuration symbols it adds."""
    for file in patch.files:
        if file.path.rpartition("/")[2].startswith("Kconfig"):
            for line in file.added():
                if symbol := _KCONFIG.match(line.text):
                    yield symbol[1]


def _waiting(patches: Sequence[Patch]) -> list[bool]:
    """For each patch, whether one up to it names a symbol that comes after it."""
    last = {name: numbers[-1] for name, numbers in _all(patches, _symbols).items()}
    waiting = [False] * len(patches)
    if not last:
        return waiting
    until = -1  # the last patch that adds a symbol named so far
    for number, patch in enumerate(patches):
        for file in patch.files:
            for word in (word for hunk in file.hunks for word in hunk.added_words):
                until = max(until, last.get(word, -1), last.get(word.removeprefix("CONFIG_"), -1))
        waiting[number] = until > number
    return waiting


def _lines_by_word(
    patches: Sequence[Patch], words: AbstractSet[str]
) -> Mapping[str, list[tuple[int, DiffLine | None]]]:
    """Where each of the words stands in the hunks.

    ``None`` is the text behind an ``@@``, or an added enumerator: nothing of this name comes later.
    """
    found: dict[str, list[tuple[int, DiffLine | None]]] = defaultdict(list)
    for number, patch in enumerate(patches):
        for file, hunk in ((each, hunk) for each in patch.files for hunk in each.hunks):
            for word in words & set(words_in(hunk.section)):
                found[word].append((number, None))
            for line in hunk.lines:
                for word in words & set(words_in(line.text)):
                    is_there = file.is_c and adds_enumerator(hunk, line, word)
                    found[word].append((number, None if is_there else line))
    return found


def _was_there(lines: Iterable[tuple[int, DiffLine | None]], last: int) -> bool:
    uses: set[str] = set()  # lines that earlier patches added
    own: set[str] = set()  # those of the patch at hand
    at = -1
    for number, line in lines:
        if number > last:
            break
        if number != at:
            uses |= own
            own, at = set(), number
        if line is None or (line.kind is not ADDED and line.text not in uses):
            return True
        if line.kind is ADDED and not line.text[:1].isspace() and number < last:
            return True
        own.add(line.text)
    return False


def _stem(path: str) -> str:
    """The name of a file without what tells its kind."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name
