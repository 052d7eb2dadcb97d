"""C tokens of a hunk, each knowing its diff line.

A hunk is a fragment: it may start inside a function, a comment or a macro. Tokens survive that;
a grammar does not. So constructs are cut out by tokens (``cut.py``) and only then parsed.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.c.lex import CHAR, COMMENT, DIRECTIVE, NUMBER, STRING
from reviewbot.model.budget import shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import DiffLine


class TokenKind(enum.Enum):
    """The kind of a token."""

    __hash__ = object.__hash__  # that of enum is a function of Python, and asked for each token

    NAME = "name"
    NUMBER = "number"
    STRING = "string"
    CHAR = "char"
    OP = "op"
    COMMENT = "comment"
    DIRECTIVE = "directive"


class Token(NamedTuple):
    """One token; ``line`` is the diff line it starts in, ``last`` the one it ends in.

    A tuple, for there are many: a frozen dataclass takes three times as long to make.
    """

    kind: TokenKind
    text: str
    line: DiffLine
    last: DiffLine


# A directive is one at the start of a line only: a fragment may begin inside of anything.
_TOKEN = re.compile(
    rf"(?P<comment>{COMMENT})"
    rf"|(?P<directive>(?:^|(?<=\n))[ \t\f\v]*+{DIRECTIVE})"
    rf"|(?P<string>(?:u8|[uUL])?{STRING})"
    rf"|(?P<char>[uUL]?{CHAR})"
    rf"|(?P<number>{NUMBER})"
    r"|(?P<name>[^\W\d][\w$]*+|\$[\w$]*+)"
    r"|(?P<op>->|\+\+|--|<<=|>>=|<<|>>|[-+*/%&|^!=<>]=|&&|\|\||\#\#|\.\.\.|[^\s\w])"
)


_KINDS = (None, *(TokenKind(name) for name in _TOKEN.groupindex))  # by the number of the group
_make = tuple.__new__  # a token without a call of a function of Python: there are many


def tokenize(lines: Sequence[DiffLine]) -> tuple[Token, ...]:
    """The tokens of consecutive ``lines`` of one side of a hunk, comments included.

    A fragment that starts inside a block comment is recognised by its stray ``*/``, or by every
    line starting with a star.
    """
    return _tokens(_Lines(tuple(lines)))  # the very same tuple, if it is one


def tokens_of_line(line: DiffLine) -> tuple[Token, ...]:
    """Those of a line by itself, which nobody will ask for again."""
    return _read((line,))


class _Lines:
    """Lines that equal themselves only: many checks ask for the tokens of the same hunk."""

    __slots__ = ("lines",)

    def __init__(self, lines: tuple[DiffLine, ...]) -> None:
        self.lines = lines

    def __hash__(self) -> int:
        return id(self.lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Lines) and self.lines is other.lines


@shared(maxsize=256)
def _tokens(side: _Lines) -> tuple[Token, ...]:
    return _read(side.lines)


def _read(lines: Sequence[DiffLine]) -> tuple[Token, ...]:
    text = "\n".join([line.text for line in lines])
    ends = list(accumulate(len(line.text) + 1 for line in lines))
    found: list[Token] = []
    position = _comment_end(text)
    if position:
        last = lines[bisect_right(ends, position - 1)]
        found.append(Token(TokenKind.COMMENT, text[:position], lines[0], last))
    here = 0
    for match in _TOKEN.finditer(text, position):
        kind, spelling = _KINDS[match.lastindex or 0], match[0]
        start, stop = match.span()
        if kind is TokenKind.DIRECTIVE:  # the only one with white space in front
            spelling = spelling.lstrip()
            start = stop - len(spelling)
        while ends[here] <= start:
            here += 1
        line = lines[here]
        last = line if stop <= ends[here] else lines[bisect_right(ends, stop - 1)]
        found.append(_make(Token, (kind, spelling, line, last)))
    return tuple(found)


def _comment_end(text: str) -> int:
    """Where a comment ends that began before ``text``; 0 where none did."""
    stop = text.find("*/")
    start = text.find("/*")
    if stop < 0:
        rows = (row.lstrip() for row in text.split("\n"))
        inside = all(row[:2].rstrip() in ("", "*") for row in rows)
        return len(text) if inside and not text.isspace() else 0
    if 0 <= start < stop:
        return 0
    for match in _TOKEN.finditer(text):
        if match.end() > stop:
            quoted = match.lastgroup == TokenKind.STRING.value and match[0].endswith('"')
            return 0 if quoted else stop + 2
    return 0


def code(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Without comments and preprocessor directives."""
    return tuple(t for t in tokens if t.kind not in (TokenKind.COMMENT, TokenKind.DIRECTIVE))


def readable(tokens: Sequence[Token]) -> str:
    """An expression as one writes it in a sentence, comments left out: ``-EINVAL``, ``f(A | B)``."""
    text = ""
    before: Token | None = None
    unary = True
    for token in code(tokens):
        name = token.kind is not TokenKind.OP
        calls = token.text in ("(", "[") and before is not None and before.kind is TokenKind.NAME
        tight = unary or calls or token.text in (")", "]", ",", "->", ".")
        text += token.text if tight else f" {token.text}"
        unary = not name and (
            token.text in ("(", "[", "->", ".", "!", "~")
            or (token.text in ("-", "+", "*", "&") and _expects_operand(before))
        )
        before = token
    return text


def _expects_operand(before: Token | None) -> bool:
    """Whether what follows ``before`` starts an operand, so that ``-`` is a sign."""
    return before is None or (before.kind is TokenKind.OP and before.text not in (")", "]"))


def spelled(tokens: Sequence[Token]) -> str:
    """One canonical spelling, for comparing: white space and comments do not count."""
    return " ".join(token.text for token in code(tokens))
