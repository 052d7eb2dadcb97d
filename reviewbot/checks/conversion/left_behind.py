"""A call left as it was outside of the diff where the patch converts the same call.

The patch replaces ``old(…)`` by ``new(…)`` in place at two or more places with the same arguments,
and ``old(…)`` with these arguments is still called elsewhere in the same file, out of sight of
the diff; or, only noted, in another file below the directory of those that change. The remark
stands at the last converted call and names the functions. In the diff it is conversion.incomplete.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, Severity, TreeContext
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.hunk.calls import calls
from reviewbot.context.c.hunk.conversions import (
    changes_later,
    constants,
    conversions,
    globals_,
    is_doubtful,
    is_message,
    may_change,
)
from reviewbot.context.c.hunk.tokens import code, tokenize
from reviewbot.context.place import placed
from reviewbot.model.patch import DiffLine, LineKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.hunk.conversions import Conversion
    from reviewbot.context.c.hunk.renames import Place

SEVERITY = Severity.WARNING
KERNEL_ONLY = True


_TELLING = 2  # arguments that are the same thing wherever they stand, or else
_SURE_PLACES = 3  # conversions, where only one is


@dataclass(frozen=True, slots=True)
class _Left:
    """A call that was left; ``line`` is that of the file after the patch."""

    path: str
    definition: Definition
    line: int


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each conversion and file, and one for the files around.

    The facts: ``old`` and ``new`` name the functions, ``count`` the places converted, ``where``
    what still calls the old one.
    """
    found = [each for each in conversions(context) if not is_message(each.places[0].call)]
    for conversion in found:
        yield from _in_files(context, conversion)
    telling = [each for each in found if constants(each.places[0].call)]
    if telling:
        yield from _around(context, telling)


def _in_files(context: TreeContext, conversion: Conversion) -> Iterator[Remark]:
    """What is left in the files that change."""
    for file in {id(place.file): place.file for place in conversion.places}.values():
        image = context.images.get(file)
        if image is None:
            continue
        shown = {at for at, line in placed(file, image) if line.kind is not LineKind.REMOVED}
        done = [place for place in conversion.places if place.file is file]
        rows = {at for at, line in placed(file, image) if any(p.call.line is line for p in done)}
        left = [
            each
            for each in _calls(file.path, image.post, conversion)
            if each.line not in shown and _is_same(each, conversion, rows)
        ]
        if left and not changes_later(context, conversion.old, {file.path}):
            sure = not is_doubtful(context) and _is_sure(conversion, left)
            confidence = Confidence.HIGH if sure else Confidence.MODERATE
            yield from _remark(conversion, done[-1], left, confidence)


def _around(context: TreeContext, found: Sequence[Conversion]) -> Iterator[Remark]:
    """What is left in other files of the directory, asked for in one search."""
    paths = {place.file.path for conversion in found for place in conversion.places}
    under = posixpath.commonpath([posixpath.dirname(path) for path in paths])
    if not under:
        return
    uses = context.tree.uses({conversion.old for conversion in found}, under)
    changed = {file.path for file in context.files}
    for conversion in found:
        calling = re.compile(rf"\b{re.escape(conversion.old)}\s*\(")
        others = {use.path for use in uses.get(conversion.old, ()) if calling.search(use.text)}
        left = [
            each
            for path in sorted(others - changed)
            for each in _calls(path, context.tree.read(path) or b"", conversion)
        ]
        if left and not changes_later(context, conversion.old, {each.path for each in left}):
            yield from _remark(conversion, conversion.places[-1], left, Confidence.LOW)


def _calls(path: str, source: bytes, conversion: Conversion) -> Iterator[_Left]:
    """The calls of the old function with the same arguments, in functions that may change."""
    if conversion.old.encode() not in source:
        return
    is_statement = conversion.places[0].call.is_statement
    for definition in definitions(source):
        if definition.kind is not DefinitionKind.FUNCTION or conversion.old not in definition.text:
            continue
        header = code(tokenize(_lines(definition.text[: definition.opening], definition.start)))
        if not may_change(header, conversion):
            continue
        for call in calls(tokenize(_lines(definition.text, definition.start))):
            same = (call.name, call.spelling) == (conversion.old, conversion.arguments)
            if same and call.is_statement == is_statement:
                yield _Left(path, definition, call.line.new or 0)


def _lines(text: str, start: int) -> tuple[DiffLine, ...]:
    """Lines of a file as context that is in no mail."""
    return tuple(
        DiffLine(LineKind.CONTEXT, line, 0, number, number)
        for number, line in enumerate(text.split("\n"), start)
    )


def _is_same(left: _Left, conversion: Conversion, rows: Collection[int]) -> bool:
    """Whether the arguments mean the same there: by what they name, or in one function."""
    call = conversion.places[0].call
    if constants(call) or globals_(call):
        return True
    inside = range(left.definition.start, left.definition.stop + 1)
    return sum(row in inside for row in rows) > 1 and any(
        map(str.isidentifier, call.spelling.split())
    )


def _is_sure(conversion: Conversion, left: Sequence[_Left]) -> bool:
    call, count = conversion.places[0].call, len(conversion.places)
    telling = constants(call)
    return (
        bool(telling)
        and not conversion.is_new
        and (telling + globals_(call) >= _TELLING or count >= _SURE_PLACES)
        and len(left) < count
        and not any("test" in each.path or "#if" in each.definition.text for each in left)
    )


def _remark(
    conversion: Conversion, at: Place, left: Sequence[_Left], confidence: Confidence
) -> Iterator[Remark]:
    count = len(conversion.places)
    if len(left) > count:
        return
    here = at.file.path
    where = [
        f"{each.definition.name}() (line {each.line})"
        if each.path == here
        else f"{each.definition.name}() in {each.path}"
        for each in left
    ]
    yield Remark(
        at.call.line.body_line,
        {
            "old": conversion.old,
            "new": conversion.new,
            "count": count,
            "where": tuple(where),
        },
        confidence,
    )
