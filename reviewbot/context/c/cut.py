"""Whole constructs cut out of the tokens of a hunk; what is not whole is not returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.tokens import Lex, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPEN = {"(": ")", "{": "}", "[": "]"}
_CLOSE = frozenset(_OPEN.values())


def closing(tokens: Sequence[Token], opening: int) -> int | None:
    """The index of the bracket that closes the one at ``opening``; None if not in sight."""
    stack: list[str] = []
    for index in range(opening, len(tokens)):
        token = tokens[index]
        if token.lex is not Lex.OP:
            continue
        if token.text in _OPEN:
            stack.append(_OPEN[token.text])
        elif token.text in _CLOSE:
            if not stack or stack.pop() != token.text:
                return None
            if not stack:
                return index
    return None


def braced(tokens: Sequence[Token], keyword: str) -> Iterator[tuple[Token, ...]]:
    """Each ``keyword … { … }`` (``switch``, ``enum``, ``struct``) that is whole, nested ones too.

    Comments and directives stay in: what they are around matters to the caller.
    """
    for index, token in enumerate(tokens):
        if token.lex is not Lex.NAME or token.text != keyword:
            continue
        for brace in range(index + 1, len(tokens)):
            if tokens[brace].text == "(" and tokens[brace].lex is Lex.OP:
                continue
            if tokens[brace].lex is Lex.OP and tokens[brace].text in (";", "}"):
                break  # "enum foo x;": not a definition
            if tokens[brace].lex is Lex.OP and tokens[brace].text == "{":
                end = closing(tokens, brace)
                if end is not None:
                    yield tuple(tokens[index : end + 1])
                break
