"""Hunks and tokens made of a few lines of C."""

from __future__ import annotations

from reviewbot.context.c.hunk.tokens import Token, tokenize
from reviewbot.model.patch import DiffLine, Hunk, LineKind


def lines(text: str) -> tuple[DiffLine, ...]:
    """The lines of ``text`` as an added part of a hunk; body lines count from 1."""
    return tuple(
        DiffLine(LineKind.ADDED, line, number, None, number)
        for number, line in enumerate(text.split("\n"), 1)
    )


def hunk(text: str, section: str = "") -> Hunk:
    """A hunk that adds ``text``."""
    added = lines(text)
    return Hunk(0, 1, 0, 1, len(added), section, added)


def lexed(text: str) -> tuple[Token, ...]:
    """The tokens of ``text``."""
    return tokenize(lines(text))


def find(tokens: tuple[Token, ...], text: str) -> int:
    """The index of the first token of that text."""
    return next(index for index, token in enumerate(tokens) if token.text == text)
