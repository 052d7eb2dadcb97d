"""C tokens of a hunk, each knowing its diff line.

A hunk is a fragment: it may start inside a function, a comment or a macro. Tokens survive that;
a grammar does not. So constructs are cut out by tokens (``cut.py``) and only then parsed.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import DiffLine


class Lex(enum.Enum):
    """The kind of a token."""

    NAME = "name"
    NUMBER = "number"
    STRING = "string"
    CHAR = "char"
    OP = "op"
    COMMENT = "comment"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``line`` is the diff line it starts in, ``last`` the one it ends in."""

    lex: Lex
    text: str
    line: DiffLine
    last: DiffLine


# One alternation, each branch linear: no nested repetition over the same characters.
_TOKEN = re.compile(
    r"(?P<comment>/\*.*?(?:\*/|\Z)|//[^\n]*)"
    r"|(?P<directive>(?:^|(?<=\n))[ \t]*\#(?:[^\n\\]|\\\n|\\)*)"
    r'|(?P<string>L?"(?:[^"\\\n]|\\.)*(?:"|$|(?=\n)))'
    r"|(?P<char>'(?:[^'\\\n]|\\.)*(?:'|$|(?=\n)))"
    r"|(?P<number>\.?\d(?:[\w.]|(?<=[eEpP])[+-])*)"
    r"|(?P<name>[A-Za-z_$][\w$]*)"
    r"|(?P<op>->|\+\+|--|<<=|>>=|<<|>>|[-+*/%&|^!=<>]=|&&|\|\||\#\#|\.\.\.|[^\s\w])",
    re.DOTALL,
)


def tokenize(lines: Sequence[DiffLine]) -> tuple[Token, ...]:
    """The tokens of consecutive ``lines`` of one side of a hunk, comments included.

    A fragment that starts inside a block comment is recognised by its stray ``*/``.
    """
    text = "\n".join(line.text for line in lines)
    owner = [line for line in lines for _ in range(len(line.text) + 1)]
    found: list[Token] = []
    position = 0
    closing = text.find("*/")
    if closing >= 0 and not 0 <= text.find("/*") < closing:
        position = closing + 2
        found.append(Token(Lex.COMMENT, text[:position], lines[0], owner[position - 1]))
    for match in _TOKEN.finditer(text, position):
        lex = Lex(match.lastgroup)
        start = match.start()
        if lex is Lex.DIRECTIVE:
            start += len(match[0]) - len(match[0].lstrip())
        found.append(Token(lex, match[0].lstrip(), owner[start], owner[match.end() - 1]))
    return tuple(found)


def code(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Without comments and preprocessor directives."""
    return tuple(t for t in tokens if t.lex not in (Lex.COMMENT, Lex.DIRECTIVE))


def spelled(tokens: Sequence[Token]) -> str:
    """One canonical spelling, for comparing: white space and comments do not count."""
    return " ".join(token.text for token in code(tokens))
