"""Calls out of sight of the diff that a conversion left as they were."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import functions
from reviewbot.context.c.hunk.calls import calls
from reviewbot.context.c.hunk.conversions import may_change
from reviewbot.context.c.hunk.tokens import code, tokenize
from reviewbot.context.place import placed
from reviewbot.frozen import frozen
from reviewbot.model.patch import CONTEXT, REMOVED, DiffLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.hunk.conversions import Conversion
    from reviewbot.context.image import Image
    from reviewbot.context.levels import TreeContext
    from reviewbot.model.patch import FileDiff


@frozen
class Unconverted:
    """A call on a line of a file, and the function around it."""

    path: str
    function: Definition
    line: int

    def seen_from(self, path: str) -> str:
        """Where it is, as one says it to a reader of the file ``path``."""
        name = f"{self.function.name}()"
        return f"{name} (line {self.line})" if self.path == path else f"{name} in {self.path}"


def unconverted_in(file: FileDiff, image: Image, conversion: Conversion) -> list[Unconverted]:
    """The calls left in a file that the patch changes, whose arguments mean the same."""
    lines = list(placed(file, image))
    shown = {at for at, line in lines if line.kind is not REMOVED}
    done = {id(place.call.line) for place in conversion.places if place.file is file}
    converted = [at for at, line in lines if id(line) in done]
    return [
        call
        for call in _calls(file.path, image.post, conversion)
        if call.line not in shown and _is_same(call, conversion, converted)
    ]


def unconverted_around(
    context: TreeContext, conversions: Sequence[Conversion]
) -> Iterator[tuple[Conversion, list[Unconverted]]]:
    """The calls left in other files below the directory of those converted, asked for in one search."""
    paths = {place.file.path for conversion in conversions for place in conversion.places}
    under = posixpath.commonpath([posixpath.dirname(path) for path in paths]) if paths else ""
    if not under:
        return
    uses = context.tree.uses({conversion.old for conversion in conversions}, under)
    changed = {file.path for file in context.files}
    for conversion in conversions:
        called = re.compile(rf"\b{re.escape(conversion.old)}\s*\(")
        others = {use.path for use in uses.get(conversion.old, ()) if called.search(use.text)}
        sources = ((path, context.tree.read(path) or b"") for path in sorted(others - changed))
        yield (
            conversion,
            [call for path, source in sources for call in _calls(path, source, conversion)],
        )


def _is_same(left: Unconverted, conversion: Conversion, converted: Iterable[int]) -> bool:
    """Whether the arguments mean the same there: by what they name, or in one function."""
    if conversion.constants or conversion.globals:
        return True
    inside = range(left.function.start, left.function.stop + 1)
    names = any(map(str.isidentifier, conversion.arguments.split()))
    return names and sum(line in inside for line in converted) > 1


def _calls(path: str, source: bytes, conversion: Conversion) -> Iterator[Unconverted]:
    """The calls of the old function with the same arguments, in functions that may change."""
    if conversion.old.encode() not in source:
        return
    is_statement = conversion.places[0].call.is_statement
    for function in functions(source):
        if conversion.old not in function.text:
            continue
        header = code(tokenize(_lines(function.text[: function.opening], function.start)))
        if not may_change(header, conversion):
            continue
        for call in calls(tokenize(_lines(function.text, function.start))):
            same = (call.name, call.spelling) == (conversion.old, conversion.arguments)
            if same and call.is_statement == is_statement:
                yield Unconverted(path, function, call.line.new or 0)


def are_forgotten(conversion: Conversion, left: Sequence[Unconverted]) -> bool:
    """Whether nothing says that these, fewer than the converted ones, were left on purpose."""
    return (
        conversion.is_certain
        and len(left) < len(conversion.places)
        and not any("test" in call.path or "#if" in call.function.text for call in left)
    )


def _lines(text: str, start: int) -> tuple[DiffLine, ...]:
    """Lines of a file as context that is in no mail."""
    return tuple(
        DiffLine(CONTEXT, line, 0, number, number)
        for number, line in enumerate(text.split("\n"), start)
    )
