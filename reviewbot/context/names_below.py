"""The names in all files of a directory of a tree, kept by its id: to search it takes a tenth of a second.

What is found by them is what ``search.names_in`` finds in those files, for names that are plain, and
for paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.knowledge.lexicon import Lexicon, packed
from reviewbot.prepared import prepared
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_RUN = regex(r"[\w,-]+")
_PLAIN = regex(r"[A-Za-z0-9_-]+(?:,[A-Za-z0-9_-]+)*")
_KEPT = 4  # directories, of a megabyte each


def is_plain(name: str) -> bool:
    """Whether a name is one of those that are kept, where it is there."""
    return _PLAIN.fullmatch(name) is not None


def names_below(id_: str, lines: Callable[[], str]) -> Lexicon:
    """All plain names below the directory with that id; ``lines`` are those of its files."""
    place = f"names-{int(id_[:4], 16) % _KEPT}.txt"
    content = prepared(place, [(id_, 0, 0)], lambda: packed((name, "") for name in _names(lines())))
    return Lexicon(content)


def is_path(name: str) -> bool:
    """Whether a name, of characters that can be printed, is a path as they are kept."""
    return "/" in name and " " not in name


@frozen
class Paths:
    """What stands between spaces and has a slash, a line each: ``named``, and the numbers of its files."""

    named: str = ""
    files: tuple[str, ...] = ()

    def naming(self, path: str) -> list[str]:
        """The files that have it somewhere, in order."""
        rows = (row.rpartition("\t") for row in self.named.split("\n") if path in row)
        numbers = {
            int(number) for name, _, those in rows if path in name for number in those.split()
        }
        return [self.files[number] for number in sorted(numbers)]


def paths_below(id_: str, lines: Callable[[], Iterable[tuple[str, str]]]) -> Paths:
    """Those below the directory with that id; ``lines`` are its files', each with its path."""

    def paths() -> bytes:
        found: dict[str, set[str]] = {}
        for file, line in lines():
            for path in filter(is_path, line.split()):
                found.setdefault(path, set()).add(file)
        files = sorted(frozenset[str]().union(*found.values()))
        number = {file: str(at) for at, file in enumerate(files)}
        rows = (
            f"{path}\t{' '.join(map(number.__getitem__, found[path]))}" for path in sorted(found)
        )
        return "\0".join(("\n".join(rows), *files)).encode("utf-8", "surrogateescape")

    kept = prepared(f"documents-{int(id_[:4], 16) % _KEPT}.txt", [(id_, 0, 0)], paths)
    named, *files = kept.decode("utf-8", "surrogateescape").split("\0")
    return Paths(named, tuple(files))


def _names(text: str) -> set[str]:
    return {name for run in set(_RUN.findall(text)) for name in _before_commas(run)}


def _before_commas(run: str) -> Iterator[str]:
    """A comma may stand behind a name, but not before one: ``a`` and ``a,b`` of ``a,b,``."""
    at = -1
    while (at := run.find(",", at + 1)) >= 0:
        if is_plain(run[:at]):
            yield run[:at]
    if is_plain(run):
        yield run
