"""A body whose tokens are overwritten in place: length and lines stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.context.c.file.mask.tokens import Token

PRIMITIVE = frozenset(("char", "double", "float", "int", "long", "short", "void", "bool"))


class MaskedText:
    """A copy of the characters of a body, and its tokens; ``pairs`` are those of its brackets."""

    def __init__(self, text: str, tokens: Sequence[Token], pairs: Mapping[int, int]) -> None:
        self.text = text
        self.tokens = tokens
        self.pairs = pairs
        self.characters = list(text.replace("\0", " ").replace("\f", " "))

    def word(self, index: int) -> str:
        """The text of a token; empty in front of the first and behind the last one."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def group(self, index: int) -> int | None:
        """The index of the parenthesis closing the one right behind ``index``."""
        return self.pairs.get(index + 1) if self.word(index + 1) == "(" else None

    def behind(self, index: int) -> int:
        """The place behind a token, or behind the bracket that closes it."""
        return self.pairs.get(index, index) + 1

    def write(self, start: int, text: str) -> None:
        """Overwrite what stands from ``start`` on."""
        self.characters[start : start + len(text)] = text

    def rename(self, index: int, word: str, filler: str = " ") -> None:
        """Overwrite a token with a shorter word."""
        token = self.tokens[index]
        self.write(token.start, word.ljust(len(token.text), filler))

    def erase(self, first: int, last: int) -> None:
        """Blank the tokens from ``first`` to ``last``, and what is between them."""
        blank(self.characters, [(self.tokens[first].start, self.tokens[last].stop)])

    def replace(self, first: int, last: int) -> None:
        """Put an expression without a meaning in the place of what the grammar cannot place."""
        self.erase(first, last)
        self.write(self.tokens[first].start, "0")
        self.settle(first, last)

    def join(self, first: int, last: int) -> None:
        """Make one word of the tokens, such as those of a type."""
        start, stop = self.tokens[first].start, self.tokens[last].stop
        joined = re.sub(r"[^\w\n]", "_", "".join(self.characters[start:stop]))
        if "\n" in joined:
            self.erase(first, last)
            joined = joined.partition("\n")[0]
        if joined in PRIMITIVE:
            joined = "_" + joined[1:]
        self.write(start, joined)
        self.settle(first, last)

    def settle(self, first: int, last: int) -> None:
        """Have these tokens not looked at again."""
        for token in self.tokens[first : last + 1]:
            token.kind = "done"


def blank(characters: list[str], spans: Iterable[tuple[int, int]]) -> None:
    """Overwrite all but line ends with blanks."""
    for start, stop in spans:
        for index in range(start, stop):
            if characters[index] != "\n":
                characters[index] = " "
