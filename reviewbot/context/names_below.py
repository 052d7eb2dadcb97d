"""The names in all files of a directory of a tree, kept by its id: to search it takes a tenth of a second.

What is found by them is what ``search.names_in`` finds in those files, for names that are plain, and
for paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.lexicon import Lexicon, packed
from reviewbot.prepared import prepared
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def paths_below(id_: str, lines: Callable[[], str]) -> str:
    """All that stands between spaces and has a slash, a line each, below the directory with that id."""

    def paths() -> bytes:
        return "\n".join(sorted(filter(is_path, set(lines().split())))).encode()

    return prepared(f"paths-{int(id_[:4], 16) % _KEPT}.txt", [(id_, 0, 0)], paths).decode()


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
