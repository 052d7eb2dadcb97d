"""Static names of a file that are declared ahead of their definition, though an order without that exists."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.index import index
from reviewbot.context.c.lex import names_in_code
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping, Sequence

    from reviewbot.context.c.file.definition import Definition

_ORDERED = frozenset((DefinitionKind.FUNCTION, DefinitionKind.OBJECT, DefinitionKind.INVOCATION))
_CHARACTERS = 64  # read in a step
_MOST = 16  # declarations of a file: each takes a walk over all that uses what


@frozen
class LateDefinition:
    """A name that could be defined at once where it is declared.

    ``at`` is the last line of the declaration, ``user`` the first piece of the file that uses it.
    """

    definition: Definition
    at: int
    user: Definition


def late_definitions(source: bytes, new: Container[int]) -> Iterator[LateDefinition]:
    """Those that are declared on new lines; none in a file that pastes names together."""
    if b"##" in source:
        return
    pieces = definitions(source)
    named: dict[str, list[Definition]] = defaultdict(list)
    for piece in pieces:
        named[piece.name].append(piece)
    own = [each for each in pieces if each.start in new and each.stop in new]
    for piece in [each for each in own if _is_declaration(each)][:_MOST]:
        found = _late(source, piece, named)
        if found is not None:
            yield found


def _late(
    source: bytes, declared: Definition, named: Mapping[str, Sequence[Definition]]
) -> LateDefinition | None:
    """Its definition further down, if what that needs does not need it in turn."""
    first, *others = named[declared.name]
    if first is not declared or len(others) != 1 or _is_declaration(others[0]):
        return None
    known = index(source)
    if known.branches[declared.line - 1] != known.branches[others[0].line - 1]:
        return None
    if any(declared.stop < line < others[0].start for line in known.includes):
        return None
    between = (p for p in definitions(source) if declared.stop < p.start < others[0].start)
    user = next((p for p in between if p.kind in _ORDERED and declared.name in _words(p)), None)
    if user is None or _needs_itself(others[0], named):
        return None
    return LateDefinition(others[0], declared.stop, user)


def _is_declaration(piece: Definition) -> bool:
    """Whether it is a static prototype, or a static object without a value."""
    is_object = piece.kind is DefinitionKind.OBJECT and "=" not in piece.text
    return piece.is_static and (is_object or piece.kind is DefinitionKind.DECLARATION)


def _needs_itself(definition: Definition, named: Mapping[str, Sequence[Definition]]) -> bool:
    """Whether a piece that it uses, or one that is used there, uses it."""
    seen, waiting = set(), list(_words(definition))
    while waiting:
        word = waiting.pop()
        if word in seen or word == definition.name:
            continue
        seen.add(word)
        for piece in named.get(word, ()):
            words = _words(piece)
            if definition.name in words and not _is_declaration(piece):
                return True
            waiting.extend(words)
    inert = tuple(front for entry in table("linkage")["inert"] for front in entry["fronts"])
    pieces = (p for name, group in named.items() if not name.startswith(inert) for p in group)
    makers = (p for p in pieces if p.kind is DefinitionKind.INVOCATION)
    return any(_makes(piece, definition.name, seen) for piece in makers)


def _makes(piece: Definition, name: str, seen: Collection[str]) -> bool:
    """Whether a macro that is given the name, or a part of it, makes one of these words of it."""
    given = _words(piece) - {piece.name}
    if not any(word in name for word in given):
        return False
    spend(len(given) * len(seen))
    return any(word in each for word in given for each in seen)


def _words(piece: Definition) -> frozenset[str]:
    """The words of its code."""
    spend(1 + len(piece.text) // _CHARACTERS)
    return names_in_code(piece.text)
