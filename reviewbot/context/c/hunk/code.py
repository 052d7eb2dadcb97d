"""Tokens of C, and which of their brackets belong together."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate, compress, count
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.blocks import Blocks
from reviewbot.context.c.hunk.tokens import (
    A_CHAR,
    A_DIRECTIVE,
    A_NAME,
    A_NUMBER,
    A_STRING,
)
from reviewbot.context.c.lex import brackets
from reviewbot.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import Enum

    from reviewbot.context.c.hunk.tokens import Token

_PARENTHESES = frozenset("()")
_CONDITIONS = frozenset(("if", "while", "for"))
_BEFORE_STATEMENT = frozenset((";", "{", "}", "else", "do"))
_OPERAND_LEX = frozenset((A_NAME, A_NUMBER, A_STRING, A_CHAR))


class Code:
    """Tokens without comments, directives included, and which brackets belong together."""

    def __init__(self, tokens: Sequence[Token], texts: Sequence[str]) -> None:
        self.tokens = tuple(tokens)
        self.texts = texts
        self.ends_known: dict[tuple[Enum, int], tuple[int, ...]] = {}  # of search.py

    @lazy
    def texts_and_end(self) -> Sequence[str]:
        """The texts, and what stands behind the last one: nothing."""
        return [*self.texts, "", ""]

    @lazy
    def closing(self) -> Mapping[int, int]:
        """The index of each opening bracket → that of its closing one."""
        return brackets(self.texts)[0]

    @lazy
    def opening(self) -> Mapping[int, int]:
        """The index of each closing bracket → that of its opening one."""
        return {end: start for start, end in self.closing.items()}

    @lazy
    def places(self) -> Mapping[str, Sequence[int]]:
        """Where each word or sign stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self.texts):
            found[text].append(index)
        return found

    @lazy
    def blocks(self) -> Blocks:
        """The statements around each token, block by block."""
        return Blocks(self.tokens, self.closing)

    @lazy
    def _depths(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where the parentheses stand, and how many are open behind each."""
        places = [*compress(count(), map(_PARENTHESES.__contains__, self.texts))]
        steps = (1 if self.texts[index] == "(" else -1 for index in places)
        return places, list(accumulate(steps, lambda depth, step: max(depth + step, 0), initial=0))

    def depth(self, index: int) -> int:
        """How many parentheses are open before a token, as far as is in sight."""
        places, depths = self._depths
        return depths[bisect_left(places, index)]

    def text(self, index: int) -> str:
        """The token there; empty behind the last one."""
        return self.texts[index] if index < len(self.texts) else ""

    def behind(self, index: int) -> int:
        """The place behind a token, or behind the bracket that closes it."""
        return self.closing.get(index, index) + 1

    def behind_statement(self, index: int, most: int) -> int:
        """The place behind the statement or block there; 0 where that is cut off, or too far."""
        if self.text(index) == "{":
            stop = self.closing.get(index, index) + 1
            return stop if 1 < stop - index <= most + 1 else 0
        stop = min(len(self.texts), index + most)
        while index < stop and self.texts[index] not in ("{", "}"):
            if self.texts[index] == ";":
                return index + 1
            index = self.behind(index)
        return 0

    def is_whole(self, index: int) -> bool:
        """Whether the token is no opening bracket, or one whose closing one is in sight."""
        return self.texts[index] not in ("(", "[", "{") or index in self.closing

    def is_operand(self, index: int) -> bool:
        """Whether an operand ends with that token, so that an operator behind it is binary."""
        token = self.tokens[index]
        return token.kind in _OPERAND_LEX or token.text in (")", "]")

    def starts_statement(self, index: int) -> bool:
        """Whether a statement starts at that token, as far as is in sight."""
        before = self.tokens[index - 1] if index else None
        if before is None or before.kind is A_DIRECTIVE:
            return False
        if before.text == ")":  # of a condition, not of a cast
            opening = self.opening.get(index - 1, 0)
            return opening > 0 and self.texts[opening - 1] in _CONDITIONS
        return before.text in _BEFORE_STATEMENT
