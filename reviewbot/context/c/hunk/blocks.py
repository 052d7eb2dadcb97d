"""The statements around a token of a hunk, block by block outwards.

    blocks = Blocks(tokens, pairs(tokens))   # code only, no comments
    for level in blocks.around(index): …     # the innermost block first
        level.here                           # the statement the token is in
        level.above, level.below             # those before and behind it, the nearest first

Limits: a block the hunk cuts off ends with the hunk; no more than some statements above and below
are given. ``else`` begins a statement of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_DIRECTIVE, spelled
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.tokens import Token

_MOST = 100  # statements on either side
_DEEPEST = 32  # blocks around a token
_LONGEST = 2000  # tokens of a statement that is spelled out
_BRACES = frozenset("{}")
_OUTSIDE = -1  # the "brace" of what is around all blocks in sight
_VALUE = -2  # that of an initializer, which is no block


@frozen
class Statement:
    """Tokens ``start`` to ``stop`` (behind the last); ``text`` is their canonical spelling.

    ``condition`` is that of an ``if``; ``inside`` are the statements of its braces, empty without.
    """

    start: int
    stop: int
    text: str
    condition: str
    inside: tuple[Statement, ...]

    @property
    def is_label(self) -> bool:
        """Whether it is a label, which leads on to the next statement."""
        return self.text.endswith(" :")

    @property
    def leaves(self) -> bool:
        """Whether it returns or goes elsewhere, whatever was before."""
        return self.text.startswith(("return ", "goto ", "continue ", "break "))


@frozen
class Level:
    """One block: the statement the token is in, and those around that, the nearest first."""

    here: Statement
    above: tuple[Statement, ...]
    below: tuple[Statement, ...]


class Blocks:
    """The blocks of a hunk, each cut into statements once."""

    def __init__(self, tokens: Sequence[Token], closing: Mapping[int, int]) -> None:
        """``tokens`` have no comments; a brace in the first column is that of a function.

        ``closing`` has the index of the bracket that closes each.
        """
        self._tokens = tokens
        self._ends = closing
        self._outer: dict[int, int] = {}  # the brace of a block → that of the block around it
        self._closed: dict[int, int] = {}
        self._known: dict[int, tuple[Statement, ...]] = {}
        stack = [_OUTSIDE]
        for index in [at for at, token in enumerate(tokens) if token.text in _BRACES]:
            token = tokens[index]
            if token.text == "{" and _is_block(tokens, index):
                if token.line.text.startswith("{"):
                    stack = [_OUTSIDE]
                self._outer[index] = next(each for each in reversed(stack) if each != _VALUE)
                stack.append(index)
            elif token.text == "{":
                stack.append(_VALUE)
            elif len(stack) > 1:
                self._closed[stack.pop()] = index
        self._braces = sorted(self._outer)

    def around(self, index: int) -> Iterator[Level]:
        """The blocks around a token out to the function's."""
        for opening in self._openings(index):
            found = self._statements(opening)
            at = bisect_right([each.start for each in found], index) - 1
            if at >= 0 and index < found[at].stop:
                above = found[max(0, at - _MOST) : at]
                yield Level(found[at], above[::-1], found[at + 1 : at + 1 + _MOST])

    def _openings(self, index: int) -> Iterator[int]:
        at = bisect_right(self._braces, index) - 1
        opening = self._braces[at] if at >= 0 else _OUTSIDE
        for _ in range(_DEEPEST):
            if opening == _OUTSIDE:
                yield _OUTSIDE
                return
            if self._closed.get(opening, len(self._tokens)) > index:
                yield opening
                if self._tokens[opening].line.text.startswith("{"):
                    return
            opening = self._outer[opening]

    def _statements(self, opening: int) -> tuple[Statement, ...]:
        if opening not in self._known:
            stop = self._closed.get(opening, len(self._tokens))
            self._known[opening] = tuple(self._cut(opening + 1, stop))
        return self._known[opening]

    def _cut(self, start: int, stop: int) -> Iterator[Statement]:
        tokens, first, index, body = self._tokens, start, start, _OUTSIDE
        while index < stop:
            token = tokens[index]
            if token.text == "{" and index in self._outer and index in self._ends:
                body = index
            index = self._ends.get(index, index)
            if token.kind is A_DIRECTIVE or token.text == "}":
                first, body = index + 1, _OUTSIDE  # what a lone brace closes is out of sight
            elif (
                tokens[index].text == ";"
                or (body >= 0 and index == self._ends[body])
                or (tokens[index].text == ":" and index == first + 1)
            ):
                yield self._made(first, index + 1, body)
                first, body = index + 1, _OUTSIDE
            index += 1

    def _made(self, start: int, stop: int, body: int) -> Statement:
        tokens, ends = self._tokens, self._ends
        opens = tokens[start].text == "if" and start + 1 in ends
        return Statement(
            start,
            stop,
            spelled(tokens[start : min(stop, start + _LONGEST)]),
            spelled(tokens[start + 2 : ends[start + 1]]) if opens else "",
            self._statements(body) if body >= 0 else (),
        )


def _is_block(tokens: Sequence[Token], brace: int) -> bool:
    """Whether a brace opens a block of statements, not an initializer."""
    return brace == 0 or tokens[brace - 1].text in (")", ";", "{", "}", ":", "else", "do")
