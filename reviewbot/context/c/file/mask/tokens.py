"""The tokens of a body that is to be masked, each with its place."""

from __future__ import annotations

from reviewbot.context.c.lex import CHAR, COMMENT, DIRECTIVE, NUMBER, STRING
from reviewbot.regex import regex

_TOKEN = regex(
    rf"(?P<comment>{COMMENT})|(?P<string>{STRING})|(?P<char>{CHAR})|(?P<directive>{DIRECTIVE})"
    rf"|(?P<name>[^\W\d]\w*+)|(?P<number>{NUMBER})"
    r"|(?P<op>\.\.\.|->|\+\+|--|&&|\|\||[^\s\w])"
)


class Token:
    """A token: its kind, text, and place; ``done`` is the kind of one not to be looked at again."""

    __slots__ = ("kind", "start", "stop", "text")

    def __init__(self, kind: str, text: str, start: int, stop: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.stop = stop


def tokens(text: str) -> list[Token]:
    """All of a text."""
    return [
        Token(match.lastgroup or "", match[0], match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]
