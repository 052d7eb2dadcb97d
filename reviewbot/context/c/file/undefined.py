"""Names that are declared and nowhere defined, by what a patch takes away or adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.changed_pieces import added_pieces, removed_pieces
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.headers import includers, vicinity
from reviewbot.context.c.file.linkage import linked_files
from reviewbot.context.c.file.pasting import is_pasted
from reviewbot.context.c.file.patchwords import patch_words
from reviewbot.context.c.file.settled import (
    announces_more,
    is_complete,
    is_followed_by_missing,
    is_mentioned_later,
)
from reviewbot.context.c.file.survey import survey
from reviewbot.context.c.file.unseen_use import is_seen_from_outside
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.survey import Survey
    from reviewbot.context.image import Image
    from reviewbot.context.levels import TreeContext
    from reviewbot.model.patch import FileDiff


@frozen
class Undefined:
    """A name that is only declared, at ``places``: the paths.

    ``path`` and the body line ``at`` show what the patch does: remove the definition, or, if
    ``is_new``, add the declaration.
    """

    display_name: str
    path: str
    at: int
    is_new: bool
    places: tuple[str, ...]


@frozen
class _Candidate:
    name: str
    display_name: str
    path: str
    at: int
    is_new: bool


def undefined(context: TreeContext) -> Iterator[Undefined]:
    """What nothing in the tree defines or uses, in the order of the mail."""
    found = _candidates(context) if is_complete(context) else ()
    candidates = [each for each in found if not is_mentioned_later(context, each.name)]
    surveys = survey(context, {each.name for each in candidates}, _is_nowhere)
    if not surveys:
        return
    around = [vicinity(context)]
    beside = includers(context, {place.path for s in surveys.values() for place in s.declared})
    for candidate in sorted(candidates, key=lambda each: each.at):
        known = surveys.get(candidate.name)
        if not known or not known.declared or is_pasted(candidate.name, around):
            continue
        headers = {place.path for place in known.declared}
        near = [pastings for header in headers for pastings in beside.get(header, ())]
        if not is_pasted(candidate.name, near):
            places = tuple(dict.fromkeys(place.path for place in known.declared))
            yield Undefined(
                candidate.display_name, candidate.path, candidate.at, candidate.is_new, places
            )


def _is_nowhere(known: Survey) -> bool:
    """Whether nothing but declarations has the name."""
    return not (known.homes or known.stubs or known.users)


def _candidates(context: TreeContext) -> Iterator[_Candidate]:
    """Names that no code of the patch has any more, or has yet."""
    is_last = not is_followed_by_missing(context) and not announces_more(context)
    for file, image in linked_files(context):
        pieces = [*_gone(file, image)]
        if is_last:
            pieces += _declared(context, file, image)
        for piece, at in pieces:
            if piece.name not in patch_words(context).in_code and not is_seen_from_outside(piece):
                is_new = piece.kind is DefinitionKind.DECLARATION
                yield _Candidate(piece.name, _display_name(piece), file.path, at, is_new)


def _gone(file: FileDiff, image: Image) -> Iterator[tuple[Definition, int]]:
    """Definitions of global names that a C file loses."""
    for piece, at in removed_pieces(file, image) if file.path.endswith(".c") else ():
        if piece.is_global:
            yield piece, at


def _declared(
    context: TreeContext, file: FileDiff, image: Image
) -> Iterator[tuple[Definition, int]]:
    """Declarations of functions and objects that no file of the patch had before."""
    if "/asm/" in file.path:  # assembly pastes names that no C file has
        return
    for piece, at in added_pieces(file, image):
        if (
            piece.kind is DefinitionKind.DECLARATION
            and not piece.is_static
            and piece.name != piece.name.upper()  # rather a macro that was not seen through
            and ("(" in piece.text or piece.text.startswith("extern"))
            and piece.name not in patch_words(context).before
        ):
            yield piece, at


def _display_name(piece: Definition) -> str:
    """The name as in a sentence; a declaration with brackets is that of a function."""
    is_prototype = piece.kind is DefinitionKind.DECLARATION and "(" in piece.text
    return f"{piece.name}()" if is_prototype else piece.display_name
