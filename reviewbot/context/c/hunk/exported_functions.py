"""The functions that a hunk exports, and what stands above them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.tokens import A_COMMENT, A_DIRECTIVE
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function

_EXPORTS = "EXPORT_SYMBOL"


def _exported(part: Fragment) -> Iterator[Function]:
    """The functions of a hunk with whose names one of the macros stands there."""
    code = part.code
    macros = [word for word in code.places if word.startswith(_EXPORTS)]
    names = {code.text(at + 2) for word in macros for at in code.places[word]}
    for function in part.functions if names else ():
        if function.header and name_of(function) in names:
            yield function


def exported_functions(part: Fragment) -> Iterator[tuple[Function, str]]:
    """The exported functions of a hunk, each with the comment or directive right above it, if any."""
    exported = tuple(_exported(part))
    spend(len(part.everything) if exported else 0)
    notes = {
        id(below): above.text
        for above, below in pairwise(part.everything if exported else ())
        if above.kind in (A_COMMENT, A_DIRECTIVE)
    }
    return ((function, notes.get(id(function.header[0]), "")) for function in exported)
