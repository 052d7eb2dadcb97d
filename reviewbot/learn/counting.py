"""The conventions of a whole tree, as the text of a ``conventions.toml``."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.context.habits.places import all_places
from reviewbot.context.maintainers.read import Maintainers
from reviewbot.context.maintainers.read import read as read_maintainers
from reviewbot.knowledge.conventions import TOP
from reviewbot.knowledge.habits import habits
from reviewbot.learn.chunks import in_chunks
from reviewbot.learn.sources import named, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reviewbot.learn.sources import Source, Sources

_MAX_FILE = 256 << 10  # bytes; the larger ones are tables and registers, made by programs
_ENOUGH = 10  # places that show a habit
_MANY = 20  # that show another one than the directory above has
_DIFFERS = 0.1  # from the share there

_HEAD = """\
# Which conventions the code keeps (habits.toml has how they look), counted by `reviewbot learn` over
# the tree named below. Made: do not edit.
#
# A row is a directory, with all below it, or a section of MAINTAINERS; in it NAME KEPT/OF: of so many
# places of a convention those that keep it. Left out: what has fewer than {enough} places, directories of
# which the same follows as of the one above (drafted, asked or reported) or that have fewer than {many},
# and sections without a file that is in no such directory.
"""

_Cell = tuple[int, int]  # places that keep a convention, and all
_Counts = dict[str, _Cell]
_Places = dict[str, _Counts]  # by directory, or section


def conventions(tree: Path, progress: Callable[[str], None], jobs: int = 2) -> str:
    """The text of a ``conventions.toml`` of the kernel tree at ``tree``; ``jobs`` processes.

    ``progress`` gets a line now and then. Linux 6.12 takes five minutes with one process.

    Raises:
        SourceError: there is no C source.
    """
    with opened(tree) as sources:
        files = [each for each in sources.files if each.size <= _MAX_FILE]
        total = _Total(read_maintainers(sources.text("MAINTAINERS").encode()))
        for found in in_chunks(partial(_observe, sources), files, progress, jobs):
            for path, counted in found:
                total.add(path, counted)
        return _render(total, f"{named(sources, tree)}: {len(files)} files")


def _observe(
    sources: Sources, files: Sequence[Source]
) -> list[tuple[str, list[tuple[str, int, int]]]]:
    return [
        (path, list(all_places(content.decode("utf-8", "replace"), path)))
        for path, content in sources.read(files)
    ]


class _Total:
    """What was counted so far, by directory and by section."""

    def __init__(self, maintainers: Maintainers) -> None:
        self.maintainers = maintainers
        self.directories: dict[str, Counter[tuple[str, bool]]] = {}
        self.sections: dict[str, Counter[tuple[str, bool]]] = {}
        self.high: set[str] = set()  # sections with a file above all directories that are counted

    def add(self, path: str, counted: Iterable[tuple[str, int, int]]) -> None:
        """Add the places of one file."""
        counts = Counter[tuple[str, bool]]()
        for name, kept, of in counted:
            counts[name, True] += kept
            counts[name, False] += of
        folder = PurePosixPath(path).parent
        for parts in range(TOP, len(folder.parts) + 1):
            where = "/".join(folder.parts[:parts])
            self.directories.setdefault(where, Counter()).update(counts)
        for title in self._sections_of(path):
            self.sections.setdefault(title, Counter()).update(counts)
            if len(folder.parts) < TOP:
                self.high.add(title)

    def _sections_of(self, path: str) -> Iterator[str]:
        for section in self.maintainers.candidates(path):
            if (section.depth(path) or 0) > 0:
                yield section.title


def _by_directory(counted: Mapping[str, Counter[tuple[str, bool]]]) -> _Places:
    """What is told of each directory: what does not follow from those above it."""
    told: _Places = {}
    for where in sorted(counted):  # those above come before those in it
        parts = where.split("/")
        above = ["/".join(parts[:length]) for length in range(len(parts) - 1, TOP - 1, -1)]
        told[where] = {
            name: cell
            for name, cell in _cells(counted[where])
            if _is_new(name, cell, next((told[a][name] for a in above if name in told[a]), None))
        }
    return told


def _cells(counts: Counter[tuple[str, bool]]) -> Iterator[tuple[str, _Cell]]:
    """The conventions with enough places."""
    for name in sorted({name for name, _ in counts}):
        cell = counts[name, True], counts[name, False]
        if cell[1] >= _ENOUGH:
            yield name, cell


def _is_new(name: str, cell: _Cell, above: _Cell | None) -> bool:
    """Whether another thing follows than from what is told of the directory above."""
    if above is None:
        return True
    share, before = cell[0] / cell[1], above[0] / above[1]
    follows = habits()[name].wants
    is_other = follows(share) != follows(before) and abs(share - before) >= _DIFFERS
    return is_other and cell[1] >= _MANY


def _render(total: _Total, origin: str) -> str:
    directories = _by_directory(total.directories)
    sections = {title: dict(_cells(total.sections[title])) for title in sorted(total.high)}
    head = _HEAD.format(enough=_ENOUGH, many=_MANY)
    return (
        f'{head}\norigin = "{origin}"\n'
        f"\n[directories]\n{_told(directories)}\n[sections]\n{_told(sections)}"
    )


def _told(places: Mapping[str, _Counts]) -> str:
    return "".join(
        f'"{_quoted(where)}" = "{_row(counts)}"\n' for where, counts in places.items() if counts
    )


def _row(counts: _Counts) -> str:
    return ", ".join(f"{name} {kept}/{of}" for name, (kept, of) in counts.items())


def _quoted(text: str) -> str:
    """What may stand between quotes in TOML."""
    clean = "".join(each if each.isprintable() else "?" for each in text)
    return clean.replace("\\", "\\\\").replace('"', '\\"')
