"""Functions of a file that begin and end the same thing: probe and remove, open and release.

    for each in partners(definitions(source)): …      # each.start, each.stop: names of functions

Two are partners where one table of the file names both in members that belong together (``.probe``
and ``.remove``), where macros do (``module_init`` and ``module_exit``), or where their names differ
in one word and its opposite (``frob_open``, ``frob_close``). What belongs together is data, see
``knowledge/antonyms.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.frozen import frozen, values
from reviewbot.knowledge.antonyms import is_backward, opposites, partner_names
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_MEMBER = regex(r"\.\s*(\w+)\s*=\s*&?\s*(\w+)\s*[,}]")
_REGISTER = regex(r"\s*(\w+)\s*\(\s*(\w+)")


@frozen
class Partners:
    """``start`` begins what ``stop`` ends; both are functions the file defines.

    ``backward``: rather the other way round, as suspend and resume are. ``registered``: a table or
    macro of the file says so, not the names alone.
    """

    start: str
    stop: str
    backward: bool
    registered: bool


def partners(pieces: Iterable[Definition]) -> tuple[Partners, ...]:
    """The partners among the pieces of one file, sorted, each pair once."""
    pieces = tuple(pieces)
    names = {each.name for each in pieces if each.kind is DefinitionKind.FUNCTION}
    found: dict[tuple[str, str], Partners] = {}
    for each in (*_registered(pieces), *_named(names)):
        if each.start in names and each.stop in names:
            found.setdefault((each.start, each.stop), each)
    return tuple(sorted(found.values(), key=values))


def _registered(pieces: Iterable[Definition]) -> Iterator[Partners]:
    """By the tables of the file, and by macros such as ``module_init``."""
    invoked: dict[str, str] = {}
    for piece in pieces:
        if piece.kind is DefinitionKind.OBJECT and "{" in piece.text:
            yield from _together(dict(_MEMBER.findall(piece.text)))
        elif piece.kind is DefinitionKind.INVOCATION and (match := _REGISTER.match(piece.text)):
            invoked[match[1]] = match[2]
    yield from _together(invoked)


def _together(functions: Mapping[str, str]) -> Iterator[Partners]:
    for start, stop in partner_names(functions):
        backward = is_backward(start, stop)
        yield Partners(functions[start], functions[stop], backward, registered=True)


def _named(names: Iterable[str]) -> Iterator[Partners]:
    for start, stop in opposites(sorted(names)):
        yield Partners(start, stop, is_backward(start, stop), registered=False)
