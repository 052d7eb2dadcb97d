"""Colour for a terminal: nothing but SGR sequences of our own (ECMA-48, section 8.3.117)."""

from __future__ import annotations

import enum


class Paint(enum.Enum):
    """What a piece of the report is."""

    TITLE = "1;36"
    HEADER = "36"
    COMMENT = "1"
    FAINT = "2"
    ALARM = "31"


_QUOTES = ("32", "33", "35")  # by depth, then over again


def paint(text: str, what: Paint, *, color: bool) -> str:
    """The text in its colour where colour is wanted; each line of it closed."""
    return _wrapped(text, what.value) if color else text


def paint_mail(body: str, *, color: bool) -> str:
    """A reply's body: quotes by depth, what is ours in bold, marks of gaps faint."""
    if not color:
        return body
    first, newline, rest = body.partition("\n")
    return first + newline + "\n".join(_painted(line) for line in rest.split("\n"))


def _painted(line: str) -> str:
    if not line:
        return line
    if line == "[...]":
        return _wrapped(line, Paint.FAINT.value)
    depth, rest = 0, line
    while rest.startswith(">"):
        depth, rest = depth + 1, rest[1:].removeprefix(" ")
    return _wrapped(line, _QUOTES[(depth - 1) % len(_QUOTES)] if depth else Paint.COMMENT.value)


def _wrapped(line: str, code: str) -> str:
    return f"\x1b[{code}m{line}\x1b[0m"
