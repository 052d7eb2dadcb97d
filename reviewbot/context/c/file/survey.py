"""Who defines, declares and uses a name in the whole tree.

    surveys = survey(context, {"frob_start"}, lambda known: not known.users)
    surveys["frob_start"].homes      # where it is defined, and so on; absent if it has users

A name built by pasting (``frob_##x``) is not found by searching for it; ``pasting.py`` looks for
macros that may. Comments are no uses; text in strings is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.spans import Spans
from reviewbot.context.search import lines_with
from reviewbot.frozen import changing, field, frozen
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.index import FileIndex
    from reviewbot.context.levels import TreeContext
    from reviewbot.context.search import Use

_DEFINES = frozenset((DefinitionKind.FUNCTION, DefinitionKind.OBJECT))
_FOLDERS = 6  # more of them cost as much as the whole tree
_CHARACTERS = 16  # of a file cost as much as one step


@frozen
class Place:
    """A piece of a file that defines or declares a name."""

    path: str
    piece: Definition


@frozen
class Survey:
    """Where a name is defined, declared and used once the patch is applied.

    ``homes`` are its definitions outside of headers. ``declared`` are declarations, ``stubs`` the
    inline functions and macros of that name in headers. ``users`` are all other places but
    comments.
    """

    name: str
    homes: tuple[Place, ...]
    declared: tuple[Place, ...]
    stubs: tuple[Place, ...]
    users: tuple[Use, ...]


def survey(
    context: TreeContext, names: Iterable[str], is_open: Callable[[Survey], bool]
) -> dict[str, Survey]:
    """All there is in the tree of each name for which that leaves ``is_open`` true.

    The folders of the patch's files come first: what they show mostly settles the question, and
    the whole tree, whose search costs half a second of CPU or more, is only asked about the rest.
    So once ``is_open`` is false, seeing more must not make it true.
    """
    surveys: dict[str, Survey] = {}
    left = sorted(set(names))
    for folder in (*_folders(context), ""):
        if not left:
            return {}
        surveys = _sorted_out(context, context.tree.files_with(left, folder), is_open)
        left = sorted(surveys)
    return surveys


def _folders(context: TreeContext) -> list[str]:
    """Those of the patch's C files, without those inside of others; few of them."""
    own = {file.path.rpartition("/")[0] for file in context.files if file.is_c} - {""}
    outer: list[str] = []
    for folder in sorted(f"{folder}/" for folder in own):
        if not outer or not folder.startswith(outer[-1]):
            outer.append(folder)
    return sorted(folder.removesuffix("/") for folder in outer)[:_FOLDERS]


@changing
class _Part:
    """What one file has of a name."""

    homes: list[Place] = field(default_factory=list)
    declared: list[Place] = field(default_factory=list)
    stubs: list[Place] = field(default_factory=list)
    users: list[Use] = field(default_factory=list)


@changing
class _Seen:
    """What has been seen of a name, file by file; ``paths`` are all that have the word."""

    name: str
    paths: Sequence[str]
    parts: dict[str, _Part] = field(default_factory=dict)

    def is_worth_a_look(self) -> bool:
        """Whether twice as many files were seen as at the last look, which takes all of them."""
        return len(self.parts).bit_count() == 1

    def survey(self) -> Survey:
        parts = [self.parts[path] for path in self.paths if path in self.parts]
        return Survey(
            self.name,
            tuple(place for part in parts for place in part.homes),
            tuple(place for part in parts for place in part.declared),
            tuple(place for part in parts for place in part.stubs),
            tuple(use for part in parts for use in part.users),
        )


def _sorted_out(
    context: TreeContext, found: Mapping[str, Sequence[str]], is_open: Callable[[Survey], bool]
) -> dict[str, Survey]:
    """The surveys of the names that stay open, by the files that have each.

    A file is read once, and none for nothing.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for name, paths in found.items():
        for path in paths:
            names[path].append(name)
    seen = {name: _Seen(name, found[name]) for name in sorted(found)}
    for path, words in names.items():
        left = [seen[name] for name in words if name in seen]
        source = context.tree.read(path) if left else None
        known = _known(path, source)
        for one in left:
            one.parts[path] = _part(path, one.name, _uses(context, path, one.name, source), known)
            if one.is_worth_a_look() and not is_open(one.survey()):
                del seen[one.name]
    surveys = {name: one.survey() for name, one in seen.items()}
    return {name: known for name, known in surveys.items() if is_open(known)}


def _known(path: str, source: bytes | None) -> FileIndex | None:
    """The index of a C file of the tree."""
    if source is None or not path.endswith((".c", ".h")):
        return None
    spend(len(source) // _CHARACTERS)
    return index(source)


def _uses(context: TreeContext, path: str, name: str, source: bytes | None) -> Sequence[Use]:
    """The lines of a file with a name."""
    if source is not None:
        return tuple(lines_with(name, path, source))
    folder = path.rpartition("/")[0]  # too large to be read
    return [use for use in context.tree.uses((name,), folder)[name] if use.path == path]


def _part(path: str, name: str, uses: Iterable[Use], known: FileIndex | None) -> _Part:
    """What a file has of a name; all is use where it is no C."""
    if known is None:
        return _Part(users=list(uses))
    part = _Part()
    pieces = Spans(known.pieces(name))
    for use in uses:
        if not known.has_at(use.line, name):
            continue
        piece = pieces.at(use.line)
        if piece is None or (
            piece.kind is not DefinitionKind.DECLARATION and use.line != piece.line
        ):
            part.users.append(use)
        elif piece.kind is DefinitionKind.DECLARATION:
            part.declared.append(Place(path, piece))
        elif piece.kind in _DEFINES and not path.endswith(".h"):
            part.homes.append(Place(path, piece))
        elif piece.kind is DefinitionKind.MACRO or piece.is_inline:
            part.stubs.append(Place(path, piece))
        else:
            part.users.append(use)
    return part
