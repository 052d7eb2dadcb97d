"""Global names that may be used only in the file that defines them, by what a patch does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.changed_pieces import added_pieces
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.headers import named_beside
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.linkage import linked_files
from reviewbot.context.c.file.patchwords import patch_words
from reviewbot.context.c.file.removed import lost_words
from reviewbot.context.c.file.settled import (
    announces_more,
    is_followed_by_missing,
    is_mentioned_later,
)
from reviewbot.context.c.file.unseen_use import is_registered, is_seen_from_outside
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from reviewbot.context.levels import TreeContext
    from reviewbot.model.patch import DiffLine, FileDiff


@frozen
class StaticCandidate:
    """A name and the body line that shows the point; ``newly``: its users elsewhere are gone."""

    name: str
    at: int
    newly: bool


def static_candidates(context: TreeContext) -> Mapping[str, StaticCandidate]:
    """The names to look for in the tree, but for those a later patch of the series has."""
    candidates = {each.name: each for each in (*_added(context), *_abandoned(context))}
    return {
        name: candidate
        for name, candidate in candidates.items()
        if not is_mentioned_later(context, name)
    }


def _added(context: TreeContext) -> Iterator[StaticCandidate]:
    """Names the patch defines in C files and uses nowhere else."""
    if is_followed_by_missing(context) or announces_more(context):
        return
    for file, image in linked_files(context):
        for piece, at in added_pieces(file, image) if file.path.endswith(".c") else ():
            if (
                piece.is_global
                and not piece.is_inline
                and piece.name != "main"
                and not is_seen_from_outside(piece)
                and not _is_used_in_others(context, piece.name, file.path)
                and not is_registered(image.post, piece.name)
                and not _was_global(context, piece.name)
            ):
                yield StaticCandidate(piece.name, at, newly=False)


def _was_global(context: TreeContext, name: str) -> bool:
    """Whether a file of the patch had it before, and not to itself."""
    return any(
        piece.name == name and piece.is_global
        for image in context.images.values()
        for piece in definitions(image.pre)
    )


def _is_used_in_others(context: TreeContext, name: str, path: str) -> bool:
    """Whether another file of the patch has the word, headers aside."""
    for other in patch_words(context).after.get(name, ()):
        spend()
        if other.path != path and not other.path.endswith(".h"):
            return True
    return False


def _abandoned(context: TreeContext) -> Iterator[StaticCandidate]:
    """Names of other files that a file of the patch used, and at most their home still does."""
    lost = {file: words for file in context.files if (words := lost_words(context, file))}
    if not lost:
        return
    names = {name for words in lost.values() for name in words}
    several = len(context.images) > 1  # the home of what a file has lost is another one
    homes = {
        piece.name: file.path
        for file, image in (context.images.items() if several else ())
        if file.path.endswith(".c") and not names.isdisjoint(index(image.post).code_words)
        for piece in definitions(image.post)
        if piece.is_global
    }
    abandoned: dict[str, DiffLine] = {}
    for file, words in lost.items():
        abandoned |= _outside(context, file, words, homes)
    for name, line in abandoned.items():
        files = patch_words(context).after.get(name, ())
        users = sum(each.path.endswith(".c") and each.path != homes.get(name) for each in files)
        if users <= (name not in homes):  # where the home is not known, it may be one of them
            yield StaticCandidate(name, line.body_line, newly=True)


def _outside(
    context: TreeContext, file: FileDiff, lost: Mapping[str, DiffLine], homes: Container[str]
) -> Mapping[str, DiffLine]:
    """Those of the names a file has no more which another file of the patch defines or a header declares."""
    pre = context.images[file].pre
    declared = named_beside(context, file.path, pre, lost.keys(), lambda header: header.declared)
    found = {name: line for name, line in lost.items() if name in homes or name in declared}
    pieces = definitions(pre) if found else ()
    own = {piece.name for piece in pieces if piece.kind is not DefinitionKind.DECLARATION}
    return {name: line for name, line in found.items() if name not in own}
