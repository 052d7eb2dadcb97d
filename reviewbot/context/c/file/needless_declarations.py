"""Declarations in a file that nothing there needs: prototypes of static functions, ``struct x;``."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.index import index, parts
from reviewbot.context.c.lex import names_called
from reviewbot.context.place import added
from reviewbot.frozen import frozen
from reviewbot.model.patch import CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.image import Image
    from reviewbot.model.patch import FileDiff

_ATTRIBUTE = regex(r"\b__\w+|\b[A-Z][A-Z0-9_]{2,}\b|\bno(?:inline|instr|trace)\w*")
_WORD = regex(r"[^\W\d]\w*")
_OPAQUE = regex(r"(?:struct|union)\s+(\w+)\s*;")
_PROTOTYPE = regex(rb"\nstatic\b[^;{}=]*+;")  # as the kernel lays them out
_MAX_GAP = 2  # lines from one neighbour to the next


@frozen
class NeedlessDeclaration:
    """A declaration: the name declared, how one calls it, and the body line that shows the point.

    ``why``: it is ``added`` for nothing, ``left`` by its last use, or the only word of its name
    (``unused``).
    """

    name: str
    display_name: str
    at: int
    why: str


@frozen
class _Declared:
    """A static function with a prototype above its definition."""

    prototype: Definition
    definition: Definition


def needless_prototypes(file: FileDiff, image: Image) -> Iterator[NeedlessDeclaration]:
    """Prototypes of static functions nothing uses above their definition, or no more."""
    prototypes = b"".join(_PROTOTYPE.findall(b"\n" + image.post)).decode("utf-8", "replace")
    texts = (text for hunk in file.hunks for text in (hunk.added_text, hunk.removed_text))
    changed = "\n".join(texts) if prototypes else ""
    if names_called(prototypes).isdisjoint(_WORD.findall(changed)):
        return
    last = {
        word: line.body_line
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is not CONTEXT
        for word in _WORD.findall(line.text)
    }
    declared = {name: each for name, each in _declared(image.post).items() if name in last}
    if not declared:
        return
    before = _declared(image.pre)
    new = added(file, image)
    old_lines = _lines_of_prototypes(image.post, new)
    for name, function in declared.items():
        if not _is_needless(image.post, name, function):
            continue
        first, stop = function.prototype.line, function.prototype.stop
        if first in new and stop in new:
            is_in_list = not old_lines.isdisjoint((function.prototype.start - 1, stop + 1))
            if not is_in_list:
                yield NeedlessDeclaration(name, f"{name}()", new[stop].body_line, "added")
        elif name in before and not _is_needless(image.pre, name, before[name]):
            yield NeedlessDeclaration(name, f"{name}()", last[name], "left")


def needless_types(
    file: FileDiff, image: Image, moved: Container[str]
) -> Iterator[NeedlessDeclaration]:
    """Added ``struct x;`` whose name stands nowhere else in the file, unless it is ``moved`` there.

    A header that had it and includes this one now needs it.
    """
    if b"##" in image.post:
        return
    known = index(image.post)
    for at, line in added(file, image).items():
        text = line.text.rstrip()
        opaque = _OPAQUE.fullmatch(text)
        if opaque and text not in moved and known.lines(opaque[1]) in ((), (at,)):
            follows = known.includes[-1:] > (at,)
            if not follows:
                yield NeedlessDeclaration(opaque[1], text.rstrip(" ;"), line.body_line, "unused")


def _declared(source: bytes) -> Mapping[str, _Declared]:
    """Static functions with one prototype above one definition, by name."""
    prototypes: dict[str, list[Definition]] = defaultdict(list)
    functions: dict[str, list[Definition]] = defaultdict(list)
    for piece in definitions(source):
        if _is_prototype(piece) and "(" in piece.text:
            prototypes[piece.name].append(piece)
        elif piece.kind is DefinitionKind.FUNCTION and piece.is_static:
            functions[piece.name].append(piece)
    return {
        name: _Declared(above[0], functions[name][0])
        for name, above in prototypes.items()
        if len(above) == 1
        and len(functions.get(name, ())) == 1
        and above[0].stop < functions[name][0].start
    }


def _is_prototype(piece: Definition) -> bool:
    return piece.kind is DefinitionKind.DECLARATION and piece.is_static


def _lines_of_prototypes(source: bytes, new: Container[int]) -> frozenset[int]:
    """The lines of the prototypes the file had before: one next to them joins a list."""
    old = [p for p in definitions(source) if _is_prototype(p) and p.line not in new]
    return frozenset(line for piece in old for line in range(piece.start, piece.stop + 1))


def _is_needless(source: bytes, name: str, function: _Declared) -> bool:
    """Whether nothing between prototype and definition uses the name, or could."""
    prototype, definition = function.prototype, function.definition
    if _ATTRIBUTE.search(prototype.text):
        return False
    known = index(source)
    if known.branches[prototype.line - 1] != known.branches[definition.line - 1]:
        return False
    between = range(prototype.stop + 1, definition.start)
    macro_calls = (known.macro_calls(part) for part in parts(name))
    uses = chain((known.lines(name), known.includes), macro_calls)
    return not any(_any_in(between, lines) for lines in uses)


def _any_in(lines: range, numbers: Sequence[int]) -> bool:
    """Whether one of the rising numbers is among the lines."""
    at = bisect_left(numbers, lines.start)
    return at < len(numbers) and numbers[at] < lines.stop


def neighbours(needless: Iterable[NeedlessDeclaration]) -> Iterator[list[NeedlessDeclaration]]:
    """The declarations of one kind on lines that follow each other, as groups."""
    group: list[NeedlessDeclaration] = []
    for each in needless:
        if group and (each.why != group[-1].why or each.at - group[-1].at > _MAX_GAP):
            yield group
            group = []
        group.append(each)
    if group:
        yield group
