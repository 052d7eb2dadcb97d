"""Whole constructs cut out of the tokens of a hunk; what is not whole is not returned."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_COMMENT, A_DIRECTIVE, A_NAME, AN_OP, Token
from reviewbot.context.c.lex import CLOSE, OPEN, brackets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_MAX_DEPTH = 64  # brackets around a construct; bounds the copies made of nested ones
_MAX_HEAD = 64  # tokens between a keyword and its "{", those in parentheses not counted
_ATTRIBUTE = "__attribute__"
_STEPS = {**dict.fromkeys(OPEN, 1), **dict.fromkeys(CLOSE, -1)}
_ENDS_HEAD = frozenset((";", "}", ")", "]", "=", ",", ":"))


def pairs(tokens: Sequence[Token]) -> dict[int, int]:
    """The index of each opening bracket → that of its closing one, where both are in sight."""
    return brackets([token.text for token in tokens])[0]


def closing(tokens: Sequence[Token], opening: int) -> int | None:
    """The index of the bracket that closes the one at ``opening``; None if not in sight.

    Linear in the distance; use ``pairs`` for more than a few.
    """
    stack: list[str] = []
    for index in range(opening, len(tokens)):
        token = tokens[index]
        if token.kind is not AN_OP:
            continue
        if token.text in OPEN:
            stack.append(OPEN[token.text])
        elif token.text in CLOSE:
            if not stack or stack.pop() != token.text:
                return None
            if not stack:
                return index
    return None


def pieces(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Code cut behind each ``;`` and brace; what is left behind the last one is left out."""
    start = 0
    for index, token in enumerate(tokens):
        if token.text in (";", "{", "}"):
            yield tuple(tokens[start : index + 1])
            start = index + 1


def braced(tokens: Sequence[Token], keyword: str) -> Iterator[tuple[Token, ...]]:
    """Each ``keyword … { … }`` (``switch``, ``enum``, ``struct``) that is whole, nested ones too.

    Comments and directives stay in: what they are around matters to the caller. A type that is
    only named (``enum e f(void) {``, ``struct s x = {``) is no construct of that keyword.
    """
    texts = [token.text for token in tokens]
    if keyword not in texts:
        return
    ends = cache(lambda: brackets(texts)[0])  # where it is only named, as mostly, nobody asks
    depth, counted = 0, 0
    for index in [at for at, text in enumerate(texts) if text == keyword]:
        brace = _brace(tokens, ends, index) if tokens[index].kind is A_NAME else None
        if brace is not None and brace in ends():
            depth += sum([_STEPS.get(text, 0) for text in texts[counted:index]])
            counted = index
            if depth <= _MAX_DEPTH:
                yield tuple(tokens[index : ends()[brace] + 1])


def _brace(
    tokens: Sequence[Token], ends: Callable[[], Mapping[int, int]], keyword: int
) -> int | None:
    """The ``{`` that belongs to the keyword; None where there is none."""
    index = keyword + 1
    parenthesized = False
    for _ in range(_MAX_HEAD):
        if index >= len(tokens):
            return None
        token = tokens[index]
        if token.kind is AN_OP:
            if token.text == "{":
                return index
            if token.text == "(":
                condition = index == keyword + 1
                is_part = condition or tokens[index - 1].text == _ATTRIBUTE
                if not is_part or index not in ends():
                    return None
                index = ends()[index]
                parenthesized = parenthesized or condition
            elif token.text in _ENDS_HEAD and not _fixes_type(tokens, keyword, index):
                return None
        elif parenthesized and token.kind not in (A_COMMENT, A_DIRECTIVE):
            return None  # "switch (x) statement;"
        index += 1
    return None


def _fixes_type(tokens: Sequence[Token], keyword: int, colon: int) -> bool:
    """Whether this is the colon of ``enum name : type {`` (C23)."""
    return tokens[keyword].text == "enum" and tokens[colon].text == ":"
