"""C tokens of a hunk, each knowing its diff line.

A hunk is a fragment: it may start inside a function, a comment or a macro. Tokens survive that;
a grammar does not. So constructs are cut out by tokens (``cut.py``) and only then parsed.
"""

from __future__ import annotations

import enum
import re
from string import ascii_letters, digits, punctuation
from typing import TYPE_CHECKING

from reviewbot.context.c.lex import CHAR, COMMENT, DIRECTIVE, NUMBER, STRING
from reviewbot.model.budget import shared
from reviewbot.regex import regex

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


# to look one up in its class takes ten times as long
A_NAME, A_NUMBER, A_STRING, A_CHAR, AN_OP, A_COMMENT, A_DIRECTIVE = TokenKind


class Token:
    """One token, that equals itself only; ``line`` is the diff line it starts in, ``last`` the one it ends in.

    No frozen dataclass, for there are many: it is made in a third of the time. Nor a tuple with names, whose
    fields take twice as long to read. Nobody changes one.
    """

    __slots__ = ("kind", "last", "line", "text")

    kind: TokenKind
    text: str
    line: DiffLine
    last: DiffLine

    def __repr__(self) -> str:
        return f"Token({self.kind}, {self.text!r}, {self.line!r})"


# Each line begins with its newline, and a directive with that of its line: a fragment may begin inside
# of anything. What most tokens are comes first: names but those with which a string may begin, and
# the signs that stand alone.
_SPELLING = (
    r"[ \t\f\v]*+("
    r"[A-KM-TV-Za-tv-z_][\w$]*+|[;,(){}]|->"
    rf"|\n[ \t\f\v]*+(?:{DIRECTIVE})?+"
    rf"|{NUMBER}"
    rf"|{COMMENT}"
    rf"|(?:u8|[uUL])?{STRING}"
    rf"|[uUL]?{CHAR}"
    r"|[^\W\d][\w$]*+|\$[\w$]*+"
    r"|\+\+|--|<<=|>>=|<<|>>|[-+*/%&|^!=<>]=|&&|\|\||\#\#|\.\.\.|[^\w\s]"
    r")"
)
_TOKEN = regex(_SPELLING)
_ASCII_TOKEN = regex(_SPELLING, re.ASCII)  # faster, and nearly all there is
_NAMES = frozenset(ascii_letters) - frozenset("uUL")  # with which a string may begin, too
_PLAIN = {  # what a token is whose first character tells it
    **dict.fromkeys((*_NAMES, "_", "$"), A_NAME),
    **dict.fromkeys(digits, A_NUMBER),
    **dict.fromkeys(frozenset(punctuation) - frozenset("_$/.'\""), AN_OP),
}
_NO_CODE = frozenset((A_COMMENT, A_DIRECTIVE))
_BLANKS = " \t\f\v"
_QUOTES = {"'": A_CHAR, '"': A_STRING}
_new = object.__new__  # without a call of a function of Python: there are many


def tokenize(lines: Sequence[DiffLine]) -> tuple[Token, ...]:
    """The tokens of consecutive ``lines`` of one side of a hunk, comments included.

    A fragment that starts inside a block comment is recognised by its stray ``*/``, or by every
    line starting with a star.
    """
    return _tokens(_Lines(tuple(lines)))  # the very same tuple, if it is one


def tokens_of_line(line: DiffLine) -> tuple[Token, ...]:
    """The tokens of a line by itself, which nobody will ask for again."""
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


@shared(maxsize=1024, of_mail=True)
def _tokens(side: _Lines) -> tuple[Token, ...]:
    return _read(side.lines)


def _read(lines: Sequence[DiffLine]) -> tuple[Token, ...]:
    text = "\n".join(["", *[line.text for line in lines]])
    found: list[Token] = []
    here = -1
    if not lines:
        return ()
    line = lines[0]
    position = _comment_end(text)
    if position:
        last = lines[text.count("\n", 1, position - 1)]
        found.append(_made(A_COMMENT, text[1:position], lines[0], last))
        here = text.count("\n", 1, position)
        line = lines[here]
    kind_of, keep = _PLAIN.get, found.append
    for spelling in (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text, position):
        kind = kind_of(spelling[0])
        if kind is not None:  # as of nearly all
            token = _new(Token)
            token.kind, token.text, token.line, token.last = kind, spelling, line, line
            keep(token)
            continue
        if spelling[0] == "\n":
            here += 1
            line = lines[here]
            spelling = spelling.lstrip()  # noqa: PLW2901  it is that of the directive, if it is one
            if not spelling:
                continue
            kind = A_DIRECTIVE
        last = lines[here + spelling.count("\n", 0, -1)]
        keep(_made(kind or _kind(spelling), spelling, line, last))
        here += spelling.count("\n")
        line = lines[here]
    return tuple(found)


def _made(kind: TokenKind, text: str, line: DiffLine, last: DiffLine) -> Token:
    token = _new(Token)
    token.kind, token.text, token.line, token.last = kind, text, line, last
    return token


def _kind(spelling: str) -> TokenKind:
    """What a token is that is no directive."""
    first = spelling[0]
    if spelling.startswith(("/*", "//")):
        return A_COMMENT
    if first.isdecimal() or (first == "." and spelling[1:2].isdecimal()):
        return A_NUMBER
    quote = spelling.lstrip("uUL8")[:1]  # behind the prefix of a string
    if quote in _QUOTES:
        return _QUOTES[quote]
    return A_NAME if first.isalnum() or first in "_$" else AN_OP


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
            is_string = _kind(match[1]) is A_STRING
            return 0 if is_string and match[1].endswith('"') else stop + 2
    return 0


def code(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Without comments and preprocessor directives."""
    return tuple([token for token in tokens if token.kind not in _NO_CODE])


def readable(tokens: Sequence[Token]) -> str:
    """An expression as one writes it in a sentence, comments left out: ``-EINVAL``, ``f(A | B)``."""
    text = ""
    before: Token | None = None
    unary = True
    for token in code(tokens):
        name = token.kind is not AN_OP
        calls = token.text in ("(", "[") and before is not None and before.kind is A_NAME
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
    return before is None or (before.kind is AN_OP and before.text not in (")", "]"))


def spelled(tokens: Sequence[Token]) -> str:
    """One canonical spelling, for comparing: white space and comments do not count."""
    return " ".join([token.text for token in code(tokens)])
