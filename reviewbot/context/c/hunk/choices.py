"""Choices between two strings: ``x ? "yes" : "no"``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.tokens import TokenKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_TRACE = frozenset(("TP_printk", "TRACE_EVENT"))  # what they print is read by programs
_HELPERS = "str_"  # what the functions that choose begin with


@dataclass(frozen=True, slots=True)
class Choice:
    """Two words, and the line on which the second stands."""

    words: tuple[str, str]
    line: DiffLine


def choices(context: DiffContext, of: Container[tuple[str, str]]) -> Iterator[Choice]:
    """The added choices between one of these pairs of words, in the order of the patch."""
    for part in changed_parts(context):
        if "?" in part.code.texts and _TRACE.isdisjoint(part.words):
            yield from (each for each in _in(part, of) if is_new(context, each.line))


def _in(part: Fragment, of: Container[tuple[str, str]]) -> Iterator[Choice]:
    tokens, texts = part.code.tokens, part.code.texts
    for at, text in enumerate(texts[:-4]):
        is_choice = text == "?" and texts[at + 2] == ":"
        first, second, behind = tokens[at + 1], tokens[at + 3], tokens[at + 4]
        is_whole = behind.kind is not TokenKind.STRING and not second.line.text.endswith("\\")
        words = first.text[1:-1], second.text[1:-1]
        if is_choice and is_whole and first.text[:1] == second.text[:1] == '"' and words in of:
            function = part.function(tokens[at])
            if function is None or not name_of(function).startswith(_HELPERS):
                yield Choice(words, second.line)
