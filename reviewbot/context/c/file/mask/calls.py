"""Calls, and macros that look like one but head a block or end a statement without a semicolon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.mask.arguments import mask_arguments, mask_jumps
from reviewbot.knowledge.load import names_in
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.file.mask.masked import MaskedText
    from reviewbot.context.c.file.mask.tokens import Token

SHOUTED = regex(r"[A-Z][A-Z0-9_]*$")

_LOOP = regex(r"(?:^|_)for_?each(?:_|$)|_each_|_each$")
_PREFIXES = frozenset(("*", "++", "--", "("))  # a statement may begin so
_STARTS = frozenset((";", "{", "}", ")", ":", "else", "do"))


class Calls:
    """Masks the calls of a body, which come in source order."""

    def __init__(self, masked: MaskedText) -> None:
        self._masked = masked
        self._ended = -1  # where the last macro without a semicolon closed

    def mask(self, index: int, close: int) -> None:
        """``name(…)``: a call, or the head of a block; type names among its arguments."""
        masked = self._masked
        token = masked.tokens[index]
        after = masked.tokens[close + 1] if close + 1 < len(masked.tokens) else None
        if after and self._starts_statement(index):
            if self._heads_block(token, after):
                self._head(index)
                mask_jumps(masked, index + 2, close)
            elif after.kind in ("name", "directive") or (
                after.text == "}" and self._in_block(index)
            ):
                if self._unended(index, close, after):
                    return
            elif after.text == "=":
                self._initializer(close + 1)
        mask_arguments(masked, index + 2, close)

    def _starts_statement(self, index: int) -> bool:
        before = self._masked.tokens[index - 1] if index else None
        return before is not None and (before.text in _STARTS or before.kind == "directive")

    def _heads_block(self, token: Token, after: Token) -> bool:
        is_loop = token.text in names_in("macros", "loops") or bool(_LOOP.search(token.text))
        begins = after.kind == "name" or after.text in _PREFIXES
        return after.text == "{" or (is_loop and begins) or self._indents(token, after)

    def _indents(self, token: Token, after: Token) -> bool:
        """Whether what follows stands on a line of its own, indented below ``token``."""
        if after.kind != "name":
            return False
        if token.text in names_in("macros", "scopes"):
            return True
        above, below = self._column(token), self._column(after)
        return above is not None and below is not None and below > above

    def _column(self, token: Token) -> int | None:
        """The indent of a token that begins its line."""
        text = self._masked.text
        indent = text[text.rfind("\n", 0, token.start) + 1 : token.start]
        return len(indent.expandtabs(8)) if not indent or indent.isspace() else None

    def _head(self, index: int) -> None:
        """The name of what heads a block becomes a keyword, told from C's own by its filler."""
        name = self._masked.word(index)
        is_once = name in names_in("macros", "scopes")
        word = "if" if is_once or len(name) <= len("while") else "while"
        if len(name) > len(word):
            self._masked.rename(index, word, "\f")

    def _in_block(self, index: int) -> bool:
        """Whether what stands in front ends a statement or opens a block, no initializer."""
        before = self._masked.word(index - 1)
        if before != "{":
            return before in (";", "}") or index - 1 == self._ended
        return index < 2 or self._masked.word(index - 2) in _STARTS  # noqa: PLR2004  before the brace

    def _unended(self, index: int, close: int, after: Token) -> bool:
        """A macro used as a statement without a semicolon; whether it had to be left out."""
        masked = self._masked
        if after.kind == "name" and not SHOUTED.match(masked.word(index)):
            return False
        self._ended = close
        space = masked.tokens[close].stop
        if space < after.start and masked.characters[space] in " \t":
            masked.write(space, ";")
            return False
        masked.erase(index, close)
        masked.settle(index, close)
        return True

    def _initializer(self, equals: int) -> None:
        """``DECLARE_BITMAP(…) = { 0 };``: the value is left out."""
        stop = self._masked.pairs.get(equals + 1)
        if stop is not None and self._masked.word(equals + 1) == "{":
            self._masked.erase(equals, stop)
