"""The struct, union or enum whose braces are around a line of a hunk."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_NAME, tokenize
from reviewbot.frozen import frozen
from reviewbot.model.budget import shared
from reviewbot.model.patch import CONTEXT, DiffLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token

_KEYWORDS = frozenset(("struct", "union", "enum"))
_HEAD = 6  # tokens from the keyword to the brace


@frozen(eq=False)
class TypeBody:
    """A type whose members are in sight; ``name`` is empty where it has none.

    ``head`` is the line with its keyword, ``None`` where that is above the hunk.
    """

    keyword: str
    name: str
    head: DiffLine | None


def type_around(part: Fragment, line: DiffLine) -> TypeBody | None:
    """The innermost type whose members a line of the fragment is among."""
    rows, types = _changes(part)
    at = bisect_right(rows, line.new or 0) - 1
    return types[at] if at >= 0 else None


@shared(maxsize=1024, of_mail=True)
def _changes(part: Fragment) -> tuple[Sequence[int], Sequence[TypeBody | None]]:
    """From which line of the post-image on which type is around."""
    tokens = part.code.tokens
    stack = [_opened_above(part)]
    rows, types = [0], [stack[0]]
    for index, token in enumerate(tokens):
        if token.text == "{":
            stack.append(_head(tokens[max(0, index - _HEAD) : index]))
        elif token.text == "}":
            stack = stack[:-1] or [None]
        else:
            continue
        rows.append((token.line.new or 0) + (token.text == "{"))
        types.append(stack[-1])
    return rows, types


def _opened_above(part: Fragment) -> TypeBody | None:
    """The type git names behind the second ``@@``: it was open when the hunk began."""
    section = DiffLine(CONTEXT, part.hunk.section, part.hunk.body_line, None, None)
    tokens = tokenize((section,))
    found = _head([token for token in tokens if token.text != "{"])
    return TypeBody(found.keyword, found.name, None) if found else None


def _head(before: Sequence[Token]) -> TypeBody | None:
    """The type that words at the end of these tokens open; ``None`` where others stand there."""
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        if token.kind is not A_NAME:
            return None
        if token.text in _KEYWORDS:
            names = [other.text for other in before[index + 1 :]]
            return TypeBody(token.text, names[-1] if names else "", token.line)
    return None
