"""Conditional expressions: those between two strings, and those that repeat their condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.tokens import A_NAME, A_STRING
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_TRACE = frozenset(("TP_printk", "TRACE_EVENT"))  # what they print is read by programs
_BEFORE = frozenset((";", "{", "}", ",", "(", "=", "return"))  # a conditional expression
_HELPERS = "str_"  # what the functions that choose begin with


@frozen
class Choice:
    """Two words, and the line on which the second stands."""

    words: tuple[str, str]
    line: DiffLine


def choices(context: DiffContext, of: Container[tuple[str, str]]) -> Iterator[Choice]:
    """The added choices between one of these pairs of words, in the order of the patch."""
    for part in changed_parts(context):
        if "?" in part.text and _TRACE.isdisjoint(part.words):
            yield from (each for each in _in(part, of) if is_new(context, each.line))


def _in(part: Fragment, of: Container[tuple[str, str]]) -> Iterator[Choice]:
    tokens, texts = part.code.tokens, part.code.texts
    questions = (at for at in part.code.places.get("?", ()) if at < len(texts) - 4)
    for at in questions:
        is_choice = texts[at + 2] == ":"
        first, second, behind = tokens[at + 1], tokens[at + 3], tokens[at + 4]
        is_whole = behind.kind is not A_STRING and not second.line.text.endswith("\\")
        words = first.text[1:-1], second.text[1:-1]
        if is_choice and is_whole and first.text[:1] == second.text[:1] == '"' and words in of:
            function = part.function(tokens[at])
            if function is None or not name_of(function).startswith(_HELPERS):
                yield Choice(words, second.line)


def repeated(part: Fragment) -> Iterator[Sequence[Token]]:
    """``? x : y`` of each ``x ? x : y``, of which x is a variable or a member, y its first token."""
    if "?" not in part.text:
        return
    tokens, texts = part.code.tokens, part.code.texts
    for at in part.code.places.get("?", ()):
        if not tokens[at].line.text.endswith("\\"):
            first = _path_before(part, at)
            size = at - first
            is_same = size and texts[first:at] == texts[at + 1 : at + 1 + size]
            is_operand = first > 0 and texts[first - 1] in _BEFORE
            behind = texts[at + 1 + size : at + 3 + size]
            if is_same and is_operand and len(behind) > 1 and behind[0] == ":":
                yield tokens[at : at + 3 + size]


def _path_before(part: Fragment, at: int) -> int:
    """Where the ``a->b.c`` that ends there begins."""
    tokens, start = part.code.tokens, at
    while start and tokens[start - 1].kind is A_NAME:
        start -= 1
        if not start or tokens[start - 1].text not in ("->", "."):
            break
        start -= 1
    return start
