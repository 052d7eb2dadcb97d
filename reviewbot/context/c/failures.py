"""Calls whose result is tested right behind them, and what is done where the test holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.cut import pairs
from reviewbot.context.c.tokens import Lex, Token, spelled, tokenize

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from reviewbot.model.patch import Hunk

_STARTS = frozenset((";", "{", "}", "(", ")", ":", ",", "else", "do"))
_HINTS = frozenset(("likely", "unlikely"))
_LEAVING = frozenset(("return", "goto"))
_MAX_TARGET = 24  # tokens of what is assigned to
_MAX_BODY = 400  # tokens of a branch; one that handles a failure has fewer


@dataclass(frozen=True, slots=True)
class Outcome:
    """``variable = callee(arguments);`` and the ``if (condition)`` behind it.

    Of a declaration ``variable`` is the name alone; likely() and unlikely() are taken off the
    condition. ``body`` is the branch without its braces, empty where it is not whole; ``after``
    are some tokens behind it. ``commented``: a comment stands on a line of any of this.
    """

    callee: Token
    arguments: tuple[Token, ...]
    variable: tuple[Token, ...]
    keyword: Token
    condition: tuple[Token, ...]
    body: tuple[Token, ...]
    after: tuple[Token, ...]
    commented: bool

    def failed(self, how: str) -> bool:
        """Whether the condition is that the call has failed, and no more.

        ``how`` failure shows: ``negative`` (a code), ``error_pointer`` or ``null``, as the tables
        of ``knowledge/`` have it.
        """
        name = spelled(self.variable)
        tests = {
            "negative": (name, f"{name} < 0", f"{name} <= 0", f"{name} != 0", f"0 > {name}"),
            "error_pointer": (f"IS_ERR ( {name} )",),
            "null": (f"! {name}", f"{name} == NULL", f"NULL == {name}"),
        }
        return spelled(self.condition) in tests[how]

    @property
    def takes_zero(self) -> bool:
        """Whether the condition holds for zero as well, which is no error code."""
        return spelled(self.condition) == f"{spelled(self.variable)} <= 0"

    @property
    def leaves(self) -> bool:
        """Whether the branch ends with a return or a goto."""
        ends = [index for index, token in enumerate(self.body) if token.text == ";"]
        start = ends[-2] + 1 if ends[1:] else 0
        return bool(ends) and any(token.text in _LEAVING for token in self.body[start : start + 1])


def outcomes(hunk: Hunk, callees: Container[str] | None = None) -> Iterator[Outcome]:
    """The calls of these functions, or of all, on the ``post`` side, in source order."""
    if "if" not in hunk.words:
        return
    if callees is not None and not any(word in callees for word in hunk.words):
        return
    everything = tokenize(hunk.post)
    commented = {
        row
        for token in everything
        if token.lex is Lex.COMMENT
        for row in range(token.line.body_line, token.last.body_line + 1)
    }
    tokens = tuple(token for token in everything if token.lex is not Lex.COMMENT)
    ends = pairs(tokens)
    for index in range(2, len(tokens) - 1):
        token = tokens[index]
        if token.lex is not Lex.NAME or tokens[index - 1].text != "=":
            continue
        end = ends.get(index + 1)
        if end is None or tokens[index + 1].text != "(" or token.line.text.endswith("\\"):
            continue
        if callees is not None and token.text not in callees:
            continue
        if [each.text for each in tokens[end + 1 : end + 4]] != [";", "if", "("]:
            continue
        stop = ends.get(end + 3)
        if stop is None:
            continue
        body, behind = _branch(tokens, ends, stop + 1)
        last = body[-1] if body else tokens[stop]
        yield Outcome(
            callee=token,
            arguments=tokens[index + 2 : end],
            variable=_target(tokens, index - 1),
            keyword=tokens[end + 2],
            condition=_bare(tokens[end + 4 : stop], ends, end + 4),
            body=body,
            after=tokens[behind : behind + _MAX_TARGET],
            commented=not commented.isdisjoint(
                range(token.line.body_line, last.last.body_line + 1)
            ),
        )


def _target(tokens: Sequence[Token], equals: int) -> tuple[Token, ...]:
    """What is assigned to: of a declaration, the name alone."""
    start = equals
    while start and equals - start < _MAX_TARGET and not _ends(tokens[start - 1]):
        if start < equals and tokens[start].lex is Lex.NAME and _is_type(tokens, start - 1):
            break
        start -= 1
    return tuple(tokens[start:equals])


def _ends(token: Token) -> bool:
    """Whether a statement may begin behind this token."""
    return token.lex is Lex.DIRECTIVE or token.text in _STARTS


def _is_type(tokens: Sequence[Token], last: int) -> bool:
    """Whether a type ends there: a name, and stars behind it."""
    while last and tokens[last].text == "*":
        last -= 1
    return tokens[last].lex is Lex.NAME and not _ends(tokens[last])


def _bare(condition: tuple[Token, ...], ends: Mapping[int, int], start: int) -> tuple[Token, ...]:
    """Without likely() and unlikely()."""
    hinted = len(condition) > 1 and condition[0].text in _HINTS
    if hinted and ends.get(start + 1) == start + len(condition) - 1:
        return condition[2:-1]
    return condition


def _branch(
    tokens: tuple[Token, ...], ends: Mapping[int, int], start: int
) -> tuple[tuple[Token, ...], int]:
    """The statement that starts there, without its braces, and the index behind it."""
    if start < len(tokens) and tokens[start].text == "{":
        stop = ends.get(start)
        whole = stop is not None and stop - start <= _MAX_BODY
        return (tokens[start + 1 : stop], stop + 1) if whole and stop else ((), len(tokens))
    index = start
    while index < min(len(tokens), start + _MAX_BODY):
        if tokens[index].text == ";":
            return tokens[start : index + 1], index + 1
        if tokens[index].text in ("{", "}"):
            break
        index = ends.get(index, index) + 1
    return (), len(tokens)
