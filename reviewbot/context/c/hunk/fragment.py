"""The C of one side of a hunk, prepared for searching."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.code import Code
from reviewbot.context.c.hunk.functions import Functions
from reviewbot.context.c.hunk.nodes import HINTS
from reviewbot.context.c.hunk.tokens import A_COMMENT, tokenize
from reviewbot.lazy import lazy
from reviewbot.model.budget import shared
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import DiffLine, Hunk


class Fragment:
    """The ``post`` side of a hunk, read as far as somebody asks for it."""

    def __init__(self, hunk: Hunk) -> None:
        self.hunk = hunk
        self.lines = hunk.post
        self.words = hunk.words

    @lazy
    def text(self) -> str:
        """The lines as they are: what is not there no closer look will find."""
        return "\n".join([line.text for line in self.lines])

    @lazy
    def everything(self) -> Sequence[Token]:
        """All tokens, comments and directives included."""
        return tokenize(self.lines)

    @lazy
    def code(self) -> Code:
        """All but the comments."""
        if not self._comments:
            return Code(self.everything)
        return Code([token for token in self.everything if token.kind is not A_COMMENT])

    @lazy
    def _comments(self) -> Sequence[Token]:
        return [token for token in self.everything if token.kind is A_COMMENT]

    @lazy
    def unhinted(self) -> Code:
        """The same without ``likely()`` and ``unlikely()``; what is in them stays."""
        code = self.code
        if HINTS.isdisjoint(self.words):
            return code
        dropped: set[int] = set()
        for index, text in enumerate(code.texts[:-1]):
            if text in HINTS and index + 1 in code.closing:
                dropped |= {index, index + 1, code.closing[index + 1]}
        return Code([token for index, token in enumerate(code.tokens) if index not in dropped])

    def seen_by(self, pattern: Pattern) -> Code:
        """The tokens a pattern is looked for in."""
        return self.unhinted if pattern.looks_through_hints else self.code

    @lazy
    def commented(self) -> frozenset[int]:
        """The lines of the post-image a comment stands on."""
        return frozenset(
            row
            for token in self._comments
            for row in range(token.line.new or 0, (token.last.new or 0) + 1)
        )

    @lazy
    def functions(self) -> Functions:
        """The functions it shows, as far as it does."""
        return Functions(self.hunk, self.everything)

    @lazy
    def changed_functions(self) -> Sequence[Function]:
        """The functions with an added line."""
        rows = [line.new or 0 for line in self.lines if line.kind is ADDED]
        return [*self.functions.with_any(rows)]

    @lazy
    def _indices(self) -> Mapping[int, int]:
        return dict(zip(map(id, self.everything), count(), strict=False))

    def column(self, token: Token) -> int:
        """Where one of its tokens begins in its line."""
        index = self._indices[id(token)]
        on_line = index
        while on_line and self.everything[on_line - 1].last is token.line:
            on_line -= 1
        at = 0
        for each in self.everything[on_line:index]:  # of the one that began above, its last line
            shown = each.text if each.line is token.line else each.text.rpartition("\n")[2]
            at = token.line.text.find(shown, at) + len(shown)
        return token.line.text.find(token.text.partition("\n")[0], at)

    def lines_of(self, function: Function) -> Sequence[DiffLine]:
        """The lines of the body of a function; none where it is empty."""
        if not function.body:
            return ()
        first = self.lines[0].new or 0
        start, stop = function.body[0].line.new or 0, function.body[-1].last.new or 0
        return self.lines[start - first : stop - first + 1]

    def function(self, token: Token) -> Function | None:
        """The function around one of its tokens, as far as the hunk shows it."""
        return self.functions.around(self._indices[id(token)])


@shared(maxsize=1024, of_mail=True)
def fragment(hunk: Hunk) -> Fragment:
    """What is searched of a hunk, prepared once."""
    return Fragment(hunk)
