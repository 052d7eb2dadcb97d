"""Parameters of static functions whose last use in the body a patch removes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import functions, functions_by_name
from reviewbot.context.c.file.headers import headers_beside
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.likely import stretches
from reviewbot.context.c.file.pasting import Pastings, is_pasted
from reviewbot.context.c.file.removed import removed_lines
from reviewbot.context.c.file.unseen_use import is_marked_unused
from reviewbot.context.place import edits
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.index import FileIndex
    from reviewbot.context.c.file.removed import RemovedLines
    from reviewbot.context.image import Image
    from reviewbot.context.levels import TreeContext
    from reviewbot.model.patch import FileDiff

_WORD = regex(r"[^\W\d]\w*")


@frozen
class LostParameter:
    """A parameter, its function, and the body line of its last use."""

    name: str
    function: str
    at: int


@frozen
class _Changed:
    """A function before and after the patch, and its parameters that lost uses."""

    before: Definition
    after: Definition
    names: list[str]


def lost_parameters(context: TreeContext, file: FileDiff, image: Image) -> Iterator[LostParameter]:
    """The lost parameters of a C file, as far as no macro may use them."""
    removed = removed_lines(file, image)
    is_likely = removed.words and _may_lose(file, image, removed)
    changed = list(_changed(image, removed)) if is_likely else []
    pastings = [Pastings.of(file.path, (image.post,))] if changed else []
    for function in changed:
        name = function.after.name
        if is_pasted(name, pastings):
            continue
        macros = [index(image.post), *headers_beside(context, file.path, image.post)]
        spend(len(macros) * len(function.names))
        for parameter in function.names:
            at = removed.last_in(function.before, parameter)
            if at and not any(parameter in each.words_of_macros for each in macros):
                yield LostParameter(parameter, name, at)


def _may_lose(file: FileDiff, image: Image, removed: RemovedLines) -> bool:
    """Whether a word that was removed stands above a body, and not in it; see ``likely.py``."""
    return any(
        not removed.words.keys().isdisjoint(
            set(_WORD.findall(each.text[: each.opening])) - _body_words(each)
        )
        for each in stretches(image.post, edits(file, image).touched)
    )


def _changed(image: Image, removed: RemovedLines) -> Iterator[_Changed]:
    """Static functions that are only called, have the parameters they had, and use fewer."""
    before = functions_by_name(image.pre)
    after = functions(image.post)
    count = Counter(piece.name for piece in after)
    for piece in after:
        old = before.get(piece.name)
        if old is None or not piece.is_static or old.arguments != piece.arguments:
            continue
        if old.text == piece.text or count[piece.name] > 1:
            continue
        lost = (_body_words(old) - _body_words(piece)) & removed.words.keys()
        names = [name for name in _parameter_names(piece) if name in lost]
        if names and _is_only_called(index(image.post), piece.name):
            yield _Changed(old, piece, names)


def _parameter_names(function: Definition) -> list[str]:
    """Those that can be told by their place, unless some are marked as unused."""
    if is_marked_unused(function.arguments):
        return []
    fronts = [part.partition("[")[0].rstrip() for part in function.arguments.split(",")]
    words = [(front, _WORD.findall(front)) for front in fronts]
    return [own[-1] for front, own in words if len(own) > 1 and front.endswith(own[-1])]


def _body_words(function: Definition) -> frozenset[str]:
    return frozenset(_WORD.findall(function.text[function.opening :]))


def _is_only_called(known: FileIndex, name: str) -> bool:
    """Whether every word of the file that is the function's name is a call or its declaration."""
    return known.mentions[name] > 1 and known.mentions[name] == known.calls[name]
