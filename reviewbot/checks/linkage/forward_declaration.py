"""A forward declaration that nothing needs.

Reports a prototype of a static function that the patch adds though nothing uses the function above
its definition, or whose last use above it the patch takes away; and an added ``struct x;`` in a file
that has no other word of that struct. Neighbouring ones are one remark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, Related, Remark, Severity
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.index import index, parts
from reviewbot.context.c.file.settled import is_followed_by_missing, is_mentioned_later
from reviewbot.context.place import added
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.image import Image
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True


_NEAR = 2  # lines from one to the next

_ATTRIBUTE = re.compile(r"\b__\w+|\b[A-Z][A-Z0-9_]{2,}\b|\bno(?:inline|instr|trace)\w*")
_WORD = re.compile(r"[^\W\d]\w*")
_OPAQUE = re.compile(r"(?:struct|union)\s+(\w+)\s*;")


@dataclass(frozen=True, slots=True)
class _Idle:
    """A declaration nothing needs: its name, what one calls it, the body line, and why."""

    name: str
    shown: str
    at: int
    why: str


def check(context: BlobContext) -> Iterator[Remark]:
    """One remark for each declaration, or for those that stand together."""
    if is_followed_by_missing(context):
        return
    for file in context.files:
        image = context.images.get(file)
        if image is None or not file.is_c:
            continue
        opaque = _opaque(file, image, context.removed())
        found = (*_prototypes(file, image), *opaque)
        idle = [each for each in found if not is_mentioned_later(context, each.name)]
        for group in _neighbours(sorted(idle, key=lambda each: each.at)):
            yield _remark(group)


def _neighbours(found: Iterable[_Idle]) -> Iterator[list[_Idle]]:
    """Those of one kind on lines that follow each other."""
    group: list[_Idle] = []
    for each in found:
        if group and (each.why != group[-1].why or each.at - group[-1].at > _NEAR):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _remark(group: Sequence[_Idle]) -> Remark:
    names = tuple(dict.fromkeys(each.shown for each in group))
    at = group[0].at
    related = tuple(Related(each.at, "is not needed, either") for each in group if each.at != at)
    return Remark(at, {"names": names, "why": group[0].why}, related=related)


def _prototypes(file: FileDiff, image: Image) -> Iterator[_Idle]:
    pre, post = image.pre, image.post
    touched = [
        line for hunk in file.hunks for line in hunk.lines if line.kind is not LineKind.CONTEXT
    ]
    words = {word for line in touched for word in _WORD.findall(line.text)}
    pairs = {name: pair for name, pair in _pairs(post).items() if name in words}
    if not pairs:
        return
    before = _pairs(pre)
    new = added(file, image)
    starts, stops = _listed(post, new)
    last = {word: line for line in touched for word in _WORD.findall(line.text)}
    for name, (prototype, definition) in pairs.items():
        if not _is_idle(post, name, prototype, definition):
            continue
        if prototype.line in new and prototype.stop in new:
            if prototype.start - 1 in stops or prototype.stop + 1 in starts:
                continue
            yield _Idle(name, f"{name}()", new[prototype.stop].body_line, "added")
        elif name in before and name in last and not _is_idle(pre, name, *before[name]):
            yield _Idle(name, f"{name}()", last[name].body_line, "left")


def _listed(source: bytes, new: Container[int]) -> tuple[set[int], set[int]]:
    """Where the prototypes the file had before start and stop: one next to them joins a list."""
    old = [
        piece
        for piece in definitions(source)
        if piece.kind is DefinitionKind.DECLARATION and piece.is_static and piece.line not in new
    ]
    return {piece.start for piece in old}, {piece.stop for piece in old}


def _pairs(source: bytes) -> dict[str, tuple[Definition, Definition]]:
    """Static functions with one prototype above one definition, by name."""
    prototypes: dict[str, list[Definition]] = {}
    functions: dict[str, list[Definition]] = {}
    for piece in definitions(source):
        if piece.kind is DefinitionKind.DECLARATION and piece.is_static and "(" in piece.text:
            prototypes.setdefault(piece.name, []).append(piece)
        elif piece.kind is DefinitionKind.FUNCTION and piece.is_static:
            functions.setdefault(piece.name, []).append(piece)
    return {
        name: (found[0], functions[name][0])
        for name, found in prototypes.items()
        if len(found) == 1
        and len(functions.get(name, ())) == 1
        and found[0].stop < functions[name][0].start
    }


def _is_idle(source: bytes, name: str, prototype: Definition, definition: Definition) -> bool:
    """Whether nothing between the two uses the name, or could."""
    if _ATTRIBUTE.search(prototype.text):
        return False
    known = index(source)
    if known.branches[prototype.line - 1] != known.branches[definition.line - 1]:
        return False
    between = range(prototype.stop + 1, definition.start)
    return not (
        _any_in(between, known.lines(name))
        or _any_in(between, known.includes)
        or any(_any_in(between, known.macro_calls(part)) for part in parts(name))
    )


def _any_in(lines: range, numbers: Sequence[int]) -> bool:
    """Whether one of the rising numbers is among the lines."""
    at = bisect_left(numbers, lines.start)
    return at < len(numbers) and numbers[at] < lines.stop


def _opaque(file: FileDiff, image: Image, moved: frozenset[str]) -> Iterator[_Idle]:
    """Added ``struct x;`` whose name stands nowhere else in the file, unless it is ``moved`` there.

    A header that had it and includes this one now needs it.
    """
    if b"##" in image.post:
        return
    known = index(image.post)
    for at, line in added(file, image).items():
        match = _OPAQUE.fullmatch(line.text.strip())
        if not match or line.text[:1].isspace() or line.text.strip() in moved:
            continue
        name = match[1]
        alone = known.lines(name) in ((), (at,))
        follows = known.includes[-1:] > (at,)
        if alone and not follows:
            yield _Idle(name, line.text.strip(" ;"), line.body_line, "unused")
