"""A parameter of a static function that its body has no use for any more.

Reports parameters whose last use in the body the patch removes.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, Severity, TreeContext
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.headers import headers_beside
from reviewbot.context.c.file.index import index
from reviewbot.context.c.file.linkage import is_apart
from reviewbot.context.c.file.pasting import Pastings, is_pasted
from reviewbot.context.c.file.removed import removed_lines
from reviewbot.context.c.file.settled import is_settled, is_told_of
from reviewbot.context.c.file.unseen_use import is_marked_unused
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.index import FileIndex
    from reviewbot.context.image import Image
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True

_WORD = re.compile(r"[^\W\d]\w*")


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each parameter, at its last use."""
    for file in context.files if is_settled(context) else ():
        image = context.images.get(file)
        if image is not None and file.path.endswith(".c") and not is_apart(file.path):
            for name, function, at in _parameters(context, file, image):
                if not is_told_of(context, function):
                    yield Remark(at, {"name": name, "of": f"{function}()", "path": file.path})


def _parameters(
    context: TreeContext, file: FileDiff, image: Image
) -> Iterator[tuple[str, str, int]]:
    """Parameters, their static functions, and the body lines of their last uses."""
    removed = removed_lines(file, image)
    before = {p.name: p for p in definitions(image.pre) if p.kind is DefinitionKind.FUNCTION}
    functions = [
        p for p in definitions(image.post) if removed.words and p.kind is DefinitionKind.FUNCTION
    ]
    count = Counter(piece.name for piece in functions)
    known = index(image.post)
    pasted: list[Pastings] = []
    for piece in functions:
        old = before.get(piece.name)
        if old is None or not piece.is_static or old.arguments != piece.arguments:
            continue
        if old.text == piece.text or count[piece.name] > 1:
            continue
        lost = _body_words(old) - _body_words(piece)
        names = [name for name in _parameter_names(piece) if name in lost & removed.words.keys()]
        if not names or not _is_only_called(known, piece.name):
            continue
        pasted = pasted or [_pastings(file.path, image.post)]
        if is_pasted(piece.name, pasted):
            continue
        macros = [known, *headers_beside(context, file.path, image.post)]
        spend(len(macros) * len(names))
        for name in names:
            at = removed.last_in(old, name)
            if at and not any(name in each.words_of_macros for each in macros):
                yield name, piece.name, at


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


def _pastings(path: str, source: bytes) -> Pastings:
    found = Pastings()
    found.add(path, source)
    return found
