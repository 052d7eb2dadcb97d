"""The sections of MAINTAINERS that files are in, the nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.maintainers.read import Maintainers, read
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.levels import Tree
    from reviewbot.context.maintainers.section import Section


def sections(tree: Tree) -> tuple[Section, ...]:
    """The sections of a tree's MAINTAINERS; none where it has no such file."""
    return _maintainers(tree).sections


def having(texts: Iterable[str], tree: Tree) -> Iterator[Section]:
    """Those in which one of some texts, in lower case, stands in whatever case."""
    wanted = tuple(texts)
    source = (tree.read("MAINTAINERS") or b"").lower()
    if any(text.encode() in source for text in wanted):
        yield from _maintainers(tree).having(wanted)


def titled(title: str, tree: Tree) -> tuple[Section, ...]:
    """Those of a title."""
    return tuple(_maintainers(tree).titled(title))


def is_listed(path: str, tree: Tree) -> bool:
    """Whether one of them names a file in full."""
    near = _beside((_maintainers(tree), path.rpartition("/")[0]))
    return any(one.text == path for section in near for one in section.files)


def sections_of(path: str, tree: Tree) -> tuple[Section, ...]:
    """The sections a file is in, the nearest first; all of one depth in the order of MAINTAINERS."""
    return tuple(section for section, _ in _near(path, tree))


def nearest(path: str, tree: Tree) -> tuple[Section, ...]:
    """The deepest sections a file is in by its path; THE REST, and a name in it, are too far."""
    found = [(section, depth) for section, depth in _near(path, tree) if depth > 0]
    return tuple(section for section, depth in found if depth == found[0][1])


def _near(path: str, tree: Tree) -> tuple[tuple[Section, int], ...]:
    return _found((_maintainers(tree), path))


@shared(maxsize=1024)
def _found(asked: tuple[Maintainers, str]) -> tuple[tuple[Section, int], ...]:
    """The sections a file is in and how near they are, the nearest first."""
    maintainers, path = asked
    found = []
    for section in _beside((maintainers, path.rpartition("/")[0])):
        spend(1 + len(section.files) + len(section.excluded))
        depth = section.depth(path)
        if depth is not None:
            found.append((section, depth))
    return tuple(sorted(found, key=lambda each: -each[1]))


@shared(maxsize=256)
def _beside(asked: tuple[Maintainers, str]) -> tuple[Section, ...]:
    """The sections that files of a directory may be in."""
    maintainers, folder = asked
    return tuple(maintainers.candidates(folder))


def _maintainers(tree: Tree) -> Maintainers:
    return read(tree.read("MAINTAINERS") or b"")
