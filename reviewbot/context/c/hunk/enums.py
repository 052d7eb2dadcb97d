"""Enumerations of a hunk, whole or cut off by its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import (
    A_COMMENT,
    A_DIRECTIVE,
    A_NAME,
    AN_OP,
    Token,
    tokenize,
)
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine, Hunk

_HEAD_MAX = 16  # tokens between "enum" and "{": a tag, attributes, a type
_VALUE_MAX = 64  # tokens of a value; bounds the work on what is no enumeration
_OPENS = regex(r"enum(?<=\benum)\b[^;=]{0,400}?\{")
_SECTION = regex(r"(?:typedef\s+)?enum(?:\s+(\w+))?\s*\{?\s*$")


@frozen
class Enumerator:
    """One member; ``value`` are the tokens behind its ``=``, ``comments`` what stands beside it.

    Comments above a member (since the one before) and behind it on its last line are its own.
    """

    name: str
    value: tuple[Token, ...]
    line: DiffLine
    comments: tuple[str, ...]


@frozen
class Enum:
    """An enumeration as far as it can be seen.

    ``line`` is the line of its keyword, ``None`` where that is above the hunk; ``tag`` is empty
    for an anonymous one. ``whole`` says that both braces are in sight. ``note`` is the comment
    right above it.
    """

    tag: str
    line: DiffLine | None
    members: tuple[Enumerator, ...]
    whole: bool
    note: str


def enums(hunk: Hunk) -> Iterator[Enum]:
    """The enumerations of the ``post`` side of a hunk.

    An enumeration that began above the hunk is recognised by the text git puts behind the second
    ``@@``. One with members that are no plain names (made by a macro) is left out.
    """
    section = _SECTION.match(hunk.section)
    if not section and ("enum" not in hunk.words or not _OPENS.search(_text(hunk))):
        return
    tokens = tokenize(hunk.post)
    if section:
        read = _members(tokens, 0)
        if read and read[0] and _only_layout(hunk):
            yield Enum(section[1] or "", None, read[0], whole=False, note="")
    for index in [at for at, token in enumerate(tokens) if token.text == "enum"]:
        token = tokens[index]
        if token.kind is A_NAME:
            brace = _brace(tokens, index)
            read = _members(tokens, brace + 1) if brace else None
            if brace and read and read[0]:
                yield Enum(
                    _tag(tokens[index + 1 : brace]),
                    token.line,
                    read[0],
                    whole=read[1],
                    note=_note(tokens, index),
                )


def _text(hunk: Hunk) -> str:
    return "\n".join([line.text for line in hunk.post])


def _only_layout(hunk: Hunk) -> bool:
    """Whether the first code of the hunk is indented, as members are."""
    first = next((line.text for line in hunk.post if line.text.strip()), "")
    return first[:1] in (" ", "\t") or first.startswith(("}", "#"))


def _brace(tokens: Sequence[Token], keyword: int) -> int | None:
    for index in range(keyword + 1, min(len(tokens), keyword + _HEAD_MAX)):
        token = tokens[index]
        if token.kind is AN_OP and token.text == "{":
            return index
        if token.kind is AN_OP and token.text not in ("(", ")", ":", ","):
            return None
    return None


def _tag(head: Sequence[Token]) -> str:
    """The first name that is neither an attribute nor inside one."""
    depth = 0
    for token in head:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.kind is A_NAME and not token.text.startswith("__"):
            return token.text
    return ""


def _note(tokens: Sequence[Token], index: int) -> str:
    """The comment above the enumeration, a ``typedef`` in between allowed."""
    above = index - 1
    if above >= 0 and tokens[above].text == "typedef":
        above -= 1
    if above >= 0 and tokens[above].kind is A_COMMENT:
        return tokens[above].text
    return ""


def _members(tokens: Sequence[Token], start: int) -> tuple[tuple[Enumerator, ...], bool] | None:
    """The members from ``start`` on and whether the closing brace was met.

    ``None`` where something is no member.
    """
    found: list[Enumerator] = []
    comments: list[str] = []
    index = start
    while index < len(tokens):
        token = tokens[index]
        if token.kind is A_COMMENT:
            behind = found and token.line is found[-1].line
            if behind:
                found[-1] = _with_comment(found[-1], token.text)
            else:
                comments.append(token.text)
            index += 1
        elif token.kind is A_DIRECTIVE:
            index += 1
        elif token.text == "}":
            return tuple(found), True
        elif token.kind is A_NAME:
            value, index, inner = _value(tokens, index + 1)
            if value is None:
                return None
            found.append(Enumerator(token.text, value, token.line, (*comments, *inner)))
            comments = []
        else:
            return None
    return tuple(found), False


def _with_comment(member: Enumerator, comment: str) -> Enumerator:
    return Enumerator(member.name, member.value, member.line, (*member.comments, comment))


def _value(
    tokens: Sequence[Token], start: int
) -> tuple[tuple[Token, ...] | None, int, tuple[str, ...]]:
    """What follows a member's name: its value, the index behind its comma, comments inside.

    The value is ``None`` where this is no member after all.
    """
    value: list[Token] = []
    comments: list[str] = []
    depth = 0
    index = start
    while index < len(tokens):
        token = tokens[index]
        if token.kind is A_COMMENT:
            comments.append(token.text)
        elif token.kind is not A_DIRECTIVE:
            if depth == 0 and token.text in (",", "}"):
                break
            depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
            value.append(token)
            if value[0].text != "=" or len(value) > _VALUE_MAX:
                return None, index, ()
        index += 1
    if index < len(tokens) and tokens[index].text == ",":
        index += 1
    return tuple(value[1:]), index, tuple(comments)
