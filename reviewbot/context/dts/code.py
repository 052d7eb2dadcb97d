"""The lines of devicetree source that a patch adds, of files and of examples in bindings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.binding.binding import bindings
from reviewbot.context.memo import once_for_each
from reviewbot.expressions import compiled
from reviewbot.knowledge.layout import is_devicetree
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_UNREAD = regex(r'"(?:[^"\\]|\\.)*"?|/\*.*?(?:\*/|\Z)|//.*|\A\s*(?:\*|#).*')

_OF_UNREAD = ('"', "/", "*", "#")  # one is in each


class Code(NamedTuple):
    """An added line; in ``text`` strings are dots and comments blank, each as long as it was.

    ``beside`` are the lines above and below it, ``old`` those of them that were there before.
    """

    line: DiffLine
    text: str
    beside: tuple[str, ...]
    old: tuple[str, ...]


@once_for_each
def added_code(context: DiffContext) -> Sequence[Code]:
    """Each such line that is not only moved, in the order of the diff; raises TooLargeError.

    But for those that are in the form of their directory.
    """
    removed = context.removed()
    return [
        _code(lines, at)
        for path, lines in _sources(context)
        for at, line in enumerate(lines)
        if line.kind is ADDED and line.text.strip() and line.text.strip() not in removed
        if not _is_usual(path, line.text)
    ]


def _is_usual(path: str, text: str) -> bool:
    """Whether the directory of a file has such lines in a form of its own."""
    return any(path.startswith(under) and form.search(text) for under, form in _forms())


@cache
def _forms() -> Sequence[tuple[tuple[str, ...], re.Pattern[str]]]:
    """Where each form of a directory is used, and its expression."""
    forms = table("dts_forms")["form"]
    return [(tuple(form["under"]), compiled(form["line"])) for form in forms]


def _sources(context: DiffContext) -> Iterator[tuple[str, tuple[DiffLine, ...]]]:
    """The lines of each hunk of devicetree source, and those of each example that are shown, with the path."""
    for file in context.files:
        for hunk in file.hunks if is_devicetree(file.path) else ():
            spend(len(hunk.lines))
            yield file.path, hunk.post
    for binding in bindings(context):
        for example in binding.examples:
            spend(len(example.lines))
            rows = range(example.row, example.row + len(example.lines))
            yield "", tuple(binding.lines[row] for row in rows if row in binding.lines)


def _code(lines: tuple[DiffLine, ...], at: int) -> Code:
    """The line of that place."""
    line = lines[at]
    beside = lines[max(at - 1, 0) : at] + lines[at + 1 : at + 2]
    texts = tuple(each.text for each in beside)
    old = tuple(each.text for each in beside if each.kind is not ADDED)
    is_any = any(map(line.text.__contains__, _OF_UNREAD))
    return Code(line, _UNREAD.sub(_blank, line.text) if is_any else line.text, texts, old)


def _blank(match: re.Match[str]) -> str:
    found = match[0]
    return f'"{"." * (len(found) - 2)}"' if found.startswith('"') else " " * len(found)
