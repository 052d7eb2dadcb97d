"""Where what starts at a token may end, nearest first: operands, expressions, what ``...`` is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.tokens import A_DIRECTIVE, A_NAME, A_NUMBER, A_STRING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.code import Code

_MAX_EXPRESSION = 64  # tokens, bracketed groups counted as one
_MAX_ARGUMENTS = 256  # the same
_MAX_STATEMENTS = 400  # the same
_DELIMITERS = frozenset((";", "{", "}", ")", "]", ","))
_ASSIGNMENTS = frozenset(("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="))
_PREFIXES = frozenset(("*", "&", "!", "~", "-", "+", "++", "--", "sizeof"))
_BINARY_AS_WELL = frozenset(("*", "&", "-", "+"))
_KEYWORDS = frozenset(
    ("return", "else", "do", "goto", "case", "default", "break", "continue", "if", "while", "for")
)
_OF_TYPES = frozenset(("sizeof", "struct", "union", "enum", "unsigned", "signed", "const"))


def operands(code: Code, at: int) -> Iterator[int]:
    """The ends of the operand that starts there: of ``*f(x)->y[0]`` behind f, ), y and ]."""
    start = _behind_prefixes(code, at)
    if start is None or not _is_primary(code, start):
        return
    stop = code.behind(start)
    for _ in range(_MAX_EXPRESSION):
        yield stop
        text = code.text(stop)
        if text in ("(", "[") and stop in code.closing:
            stop = code.behind(stop)
        elif text in ("->", ".") and stop + 1 < len(code.texts):
            stop += 2
        elif text in ("++", "--"):
            stop += 1
        else:
            return


def _behind_prefixes(code: Code, at: int) -> int | None:
    """The first token behind signs, stars and casts; ``None`` where the first one is binary."""
    if at and code.text(at) in _BINARY_AS_WELL and code.is_operand(at - 1):
        return None  # or it is the star of a declaration
    for _ in range(_MAX_EXPRESSION):
        if code.text(at) not in _PREFIXES and not _is_cast(code, at):
            return at
        at = code.behind(at)
    return None


def _is_cast(code: Code, at: int) -> bool:
    """Whether a type in parentheses stands there: what follows could not follow a value."""
    if code.text(at) != "(" or at not in code.closing:
        return False
    behind = code.behind(at)
    return (
        behind < len(code.texts)
        and code.tokens[behind].kind in (A_NAME, A_NUMBER, A_STRING)
        and code.text(behind) not in _KEYWORDS
    )


def _is_primary(code: Code, at: int) -> bool:
    """Whether a name, a literal or something in parentheses stands there."""
    text = code.text(at)
    if text == "(":
        return at in code.closing
    return text not in ("", ")", "]") and text not in _KEYWORDS and code.is_operand(at)


def expressions(code: Code, at: int) -> Iterator[int]:
    """The places up to the next delimiter or assignment at which an expression may end."""
    questions = 0
    stop = at
    for _ in range(_MAX_EXPRESSION):
        text = code.text(stop)
        questions += (text == "?") - (text == ":")
        if not text or text in _DELIMITERS or text in _ASSIGNMENTS or questions < 0:
            return
        if text in _KEYWORDS or code.tokens[stop].kind is A_DIRECTIVE:
            return
        if (stop > at and _are_apart(code, stop)) or not code.is_whole(stop):
            return
        stop = code.behind(stop)
        yield stop


def _are_apart(code: Code, index: int) -> bool:
    """Whether two operands stand side by side: a type and a name."""
    before, after = code.tokens[index - 1], code.tokens[index]
    both = all(token.kind in (A_NAME, A_NUMBER) for token in (before, after))
    return both and before.text not in _OF_TYPES


def arguments(code: Code, at: int) -> Iterator[int]:
    """The places at which any arguments may end, none included."""
    yield from _gaps(code, at, _MAX_ARGUMENTS, frozenset((")", "]", "}", ";")))


def statements(code: Code, at: int) -> Iterator[int]:
    """The places at which any statements of the same block may end, none included."""
    for stop in _gaps(code, at, _MAX_STATEMENTS, frozenset((")", "]", "}"))):
        if stop and code.text(stop - 1) in STATEMENT_ENDS:
            yield stop


def _gaps(code: Code, at: int, most: int, ends: frozenset[str]) -> Iterator[int]:
    for _ in range(most):
        yield at
        text = code.text(at)
        if not text or text in ends or not code.is_whole(at):
            return
        at = code.behind(at)
