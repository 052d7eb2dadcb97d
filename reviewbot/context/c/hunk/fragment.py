"""The C of one side of a hunk, prepared for searching."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.code import Code
from reviewbot.context.c.hunk.functions import Functions
from reviewbot.context.c.hunk.nodes import HINTS
from reviewbot.context.c.hunk.tokens import A_COMMENT, A_DIRECTIVE, tokenize
from reviewbot.lazy import lazy
from reviewbot.model.budget import shared
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.c.hunk.tokens import Token, TokenKind
    from reviewbot.model.patch import DiffLine, Hunk

_NO_CODE = frozenset((A_COMMENT, A_DIRECTIVE))
_row = attrgetter("line.new")


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
        if A_COMMENT not in self.places:
            return Code(self.everything, self.texts)
        kept = [kind is not A_COMMENT for kind in self.kinds]
        return Code([*compress(self.everything, kept)], [*compress(self.texts, kept)])

    @lazy
    def texts(self) -> Sequence[str]:
        """The text of each token: many look for some of them."""
        return [token.text for token in self.everything]

    @lazy
    def kinds(self) -> Sequence[TokenKind]:
        """The kind of each token."""
        return [token.kind for token in self.everything]

    @lazy
    def places(self) -> Mapping[TokenKind, Sequence[int]]:
        """Where tokens that are no code stand among all."""
        found: dict[TokenKind, list[int]] = {}
        for kind in _NO_CODE.intersection(self.kinds):
            found[kind] = [at for at, each in enumerate(self.kinds) if each is kind]
        return found

    @lazy
    def comments(self) -> Sequence[Token]:
        """The tokens that are comments."""
        return [self.everything[at] for at in self.places.get(A_COMMENT, ())]

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
        kept = [index not in dropped for index in range(len(code.tokens))]
        return Code([*compress(code.tokens, kept)], [*compress(code.texts, kept)])

    def seen_by(self, pattern: Pattern) -> Code:
        """The tokens a pattern is looked for in."""
        return self.unhinted if pattern.looks_through_hints else self.code

    @lazy
    def commented(self) -> frozenset[int]:
        """The lines of the post-image a comment stands on."""
        return frozenset(
            row
            for token in self.comments
            for row in range(token.line.new or 0, (token.last.new or 0) + 1)
        )

    @lazy
    def functions(self) -> Functions:
        """The functions it shows, as far as it does."""
        return Functions(self.hunk, self.everything, self.texts)

    @lazy
    def changed_functions(self) -> Sequence[Function]:
        """The functions with an added line."""
        rows = [line.new or 0 for line in self.lines if line.kind is ADDED]
        return [*self.functions.with_any(rows)]

    def _index(self, token: Token) -> int:
        """Where one of its tokens is among them."""
        at = bisect_left(self.everything, token.line.new or 0, key=_row)
        while self.everything[at] is not token:
            at += 1
        return at

    def column(self, token: Token) -> int:
        """Where one of its tokens begins in its line."""
        index = self._index(token)
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
        return self.functions.around(self._index(token))


@shared(maxsize=1024, of_mail=True)
def fragment(hunk: Hunk) -> Fragment:
    """What is searched of a hunk, prepared once."""
    return Fragment(hunk)
