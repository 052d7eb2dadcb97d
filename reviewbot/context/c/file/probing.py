"""The functions of a driver that run only while a device is bound to it.

Limits: a helper that another file calls, or that is called through a pointer, is not one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions, functions_by_name
from reviewbot.context.c.lex import blank
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.c.file.definition import Definition

_NAMED = regex(r"\b([^\W\d]\w*)\b(\s*\()?")
_PROBE = regex(r"\.probe\s*=\s*(\w+)")


@shared(maxsize=32)
def probing(source: bytes) -> frozenset[str]:
    """The probe functions of a file and the static ones that nothing but these calls."""
    pieces = definitions(source)
    own = functions_by_name(source)
    known = own.keys() & probes(source) | {name for name in own if is_named_so(name)}
    callers, called = _callers(pieces, own)
    helpers = {name for name, each in own.items() if each.is_static and name in called}
    grown = True
    while grown:
        spend(1 + len(helpers))
        new = {name for name in helpers - known if callers[name] <= known}
        known |= new
        grown = bool(new)
    return frozenset(known)


def probes(source: bytes) -> frozenset[str]:
    """The functions that the tables of a file name as probe: those of the drivers themselves."""
    pieces = definitions(source)
    return frozenset(name for each in pieces for name in _PROBE.findall(each.text))


def is_named_so(name: str) -> bool:
    """Whether the name of a function says that it is one."""
    return name.endswith(tuple(table("probe")["names"]["ends"]))


def _callers(
    pieces: tuple[Definition, ...], own: Mapping[str, Definition]
) -> tuple[Mapping[str, set[str]], set[str]]:
    """Who calls each function, and the functions that are nothing but called."""
    callers: dict[str, set[str]] = defaultdict(set)
    escaped: set[str] = set()
    for piece in pieces:
        if piece.kind is DefinitionKind.DECLARATION:
            continue
        is_function = piece.kind is DefinitionKind.FUNCTION
        text = blank(piece.text[piece.opening :] if is_function else piece.text, strings=True)
        for name, bracket in _NAMED.findall(text):
            if name in own:
                callers[name].add(piece.name)
                escaped.update(() if is_function and bracket else (name,))
    return callers, callers.keys() - escaped
