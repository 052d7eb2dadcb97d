"""The members of a struct or union that is whole in a hunk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.calls import split
from reviewbot.context.c.hunk.cut import pairs
from reviewbot.context.c.hunk.declared import attribute_calls, attributes
from reviewbot.context.c.hunk.tokens import A_NAME, Token
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_BEHIND_NAME = frozenset((":", "[", "="))
_NESTED = frozenset(("struct", "union"))


class _NotReadError(Exception):
    """A member of a form that is not known, such as a macro."""


@frozen(eq=False)
class Member:
    """A member; ``words`` is its type as written, ``is_inner`` says that it is one of a member."""

    name: Token
    words: tuple[str, ...]
    is_inner: bool = False


def members(body: Sequence[Token]) -> Sequence[Member] | None:
    """The members between the braces of a type; those of members without a name are its own.

    ``body`` are tokens of code only. ``None`` where there is anything that is not understood.
    """
    try:
        return tuple(_members(body, is_inner=False))
    except _NotReadError:
        return None


def _members(body: Sequence[Token], *, is_inner: bool) -> Iterator[Member]:
    ends = pairs(body)
    start = at = 0
    while at < len(body):
        if body[at].text == ";":
            if at > start:
                yield from _statement(body[start:at], is_inner=is_inner)
            start = at + 1
        at = ends.get(at, at) + 1
    if start < len(body):
        raise _NotReadError


def _statement(tokens: Sequence[Token], *, is_inner: bool) -> Iterator[Member]:
    """The members of one declaration."""
    ends = pairs(tokens)
    brace = next((at for at, token in enumerate(tokens) if token.text == "{"), None)
    if brace is None:
        yield from _declared(tokens, ends, is_inner=is_inner)
    else:
        behind = tokens[ends.get(brace, brace) + 1 :]
        names = [_name(part) for part in _parts(behind)]
        if tokens[0].text in _NESTED:
            inside = tokens[brace + 1 : ends.get(brace, brace)]
            yield from _members(inside, is_inner=is_inner or bool(names))
        yield from (Member(name, (tokens[0].text,), is_inner) for name in names)


def _declared(
    tokens: Sequence[Token], ends: Mapping[int, int], *, is_inner: bool
) -> Iterator[Member]:
    """The members of a declaration without braces."""
    if len(tokens) > 1 and tokens[1].text == "(" and ends.get(1) == len(tokens) - 1:
        known = by_name("member_macros", "macros").get(tokens[0].text)
        arguments = split(tokens, 2, len(tokens) - 1)
        if known is None or known["argument"] >= len(arguments):
            raise _NotReadError
        yield Member(arguments[known["argument"]][0], (tokens[0].text,), is_inner)
        return
    for part in _parts(tokens):
        name = _name(part)
        words = tuple(token.text for token in tokens if token is not name)
        yield Member(name, words, is_inner)


def _parts(tokens: Sequence[Token]) -> Sequence[Sequence[Token]]:
    """What stands between commas, attributes left out."""
    ends = pairs(tokens)
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        text = tokens[at].text
        if text in attribute_calls() and at + 1 in ends:
            at = ends[at + 1]
        elif text not in attributes():
            kept.append(tokens[at])
        at += 1
    return split(kept, 0, len(kept))


def _name(part: Sequence[Token]) -> Token:
    """The name that a part of a declaration declares."""
    texts = [token.text for token in part]
    if "(" in texts:  # void (*name)(int)
        at = texts.index("(") + 1
        if texts[at : at + 1] != ["*"]:
            raise _NotReadError
        part = part[at:]
    else:
        stop = next((at for at, text in enumerate(texts) if text in _BEHIND_NAME), len(texts))
        part = part[max(0, stop - 1) : stop]
    name = next((token for token in part if token.kind is A_NAME), None)
    if name is None:
        raise _NotReadError
    return name
