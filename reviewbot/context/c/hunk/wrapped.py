"""Lines of code that go on inside a parenthesis opened on a line above."""

from __future__ import annotations

from collections import defaultdict
from itertools import compress, count, pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import (
    A_CHAR,
    A_COMMENT,
    A_DIRECTIVE,
    A_STRING,
)
from reviewbot.frozen import frozen
from reviewbot.model.budget import shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import DiffLine

_PARENTHESES = frozenset("()")
_MARKS = frozenset("(){}")
_QUOTED = frozenset((A_STRING, A_CHAR))
_TRACED = "TP_"  # the parts of a TRACE_EVENT(), which stand a tab behind it
_SHORT = 2000  # characters of a line that is looked at


@frozen(eq=False)
class Wrapped:
    """A line inside of parentheses; ``opening`` is the line of the innermost one.

    ``wanted`` is the column behind that one, counted from 0 with tabs of 8; ``None`` where nothing
    stands behind it, or the line begins with what stands apart. ``depth`` is how many parentheses are
    open, ``first`` the line's first token, ``before`` the one above it.
    """

    line: DiffLine
    opening: DiffLine
    wanted: int | None
    depth: int
    first: Token
    before: str

    @property
    def place(self) -> tuple[int, int | None]:
        """The line and the column of its parenthesis."""
        return self.opening.new or 0, self.wanted

    @property
    def indent(self) -> int:
        """The column its text begins at."""
        return len(margin(self.line.text).expandtabs())

    @property
    def width(self) -> int:
        """The columns its text takes."""
        return len(self.line.text.strip())


def margin(text: str) -> str:
    """The white space a line begins with."""
    return text[: len(text) - len(text.lstrip())]


@shared(maxsize=1024, of_mail=True)
def wrapped(part: Fragment) -> Sequence[Wrapped]:
    """The lines of the post-image that begin inside of parentheses; none of macros."""
    tokens = part.everything
    marks = [*compress(count(), map(_MARKS.__contains__, part.texts))]
    directives = part.places.get(A_DIRECTIVE, ())
    marks = sorted((*marks, *directives)) if directives else marks
    columns = _Columns(tokens)
    found: list[Wrapped] = []
    open_: list[int] = []
    with_operands: set[int] = set()  # parentheses of asm(): operands stand below each other
    for mark, next_ in pairwise((*marks, len(tokens) - 1)):
        token = tokens[mark]
        if token.text == "(":
            open_.append(mark)
        elif token.text == ")":
            del open_[-1:]
        else:
            open_.clear()
        if not open_ or tokens[next_].line is token.line:
            continue  # as most are
        opening, wanted = tokens[open_[-1]].line, columns.behind(open_[-1])
        for first in _firsts(tokens, mark, next_):
            line, text = tokens[first].line, tokens[first].text
            if text == ":":
                with_operands.add(open_[-1])
            is_apart = text == ")" or text.startswith(_TRACED) or open_[-1] in with_operands
            column = None if is_apart else wanted
            before = tokens[first - 1].text
            found.append(Wrapped(line, opening, column, len(open_), tokens[first], before))
    return tuple(found)


def _firsts(tokens: Sequence[Token], start: int, stop: int) -> Iterator[int]:
    """The tokens of code with which lines begin behind one up to another."""
    last = tokens[start].line
    for at in range(start + 1, stop + 1):
        kind, line = tokens[at].kind, tokens[at].line
        if line is not last and kind is not A_DIRECTIVE:
            last = line
            if kind is not A_COMMENT and len(line.text) <= _SHORT:
                yield at


class _Columns:
    """Where the parentheses of lines stand, of which some are asked for."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._known: dict[int, int] = {}

    def behind(self, opening: int) -> int | None:
        """The column behind one; ``None`` where it is the last of its line."""
        tokens, line = self._tokens, self._tokens[opening].line
        if opening + 1 == len(tokens) or tokens[opening + 1].line is not line:
            return None
        if opening not in self._known:
            self._look_at(opening)
        return len(line.text[: self._known[opening]].expandtabs())

    def _look_at(self, opening: int) -> None:
        """Find all those of a line: they are asked for one by one."""
        tokens, line = self._tokens, self._tokens[opening].line
        start = opening
        while start and tokens[start - 1].line is line:
            start -= 1
        at = 0
        for index in range(start, len(tokens)):
            token = tokens[index]
            if token.line is not line:
                break
            if token.text in _PARENTHESES or token.kind in _QUOTED:
                at = line.text.find(token.text, at) + len(token.text)
                self._known[index] = at


def uneven(lines: Iterable[Wrapped]) -> Mapping[tuple[int, int | None], Sequence[Wrapped]]:
    """The lines that are not aligned with their parenthesis, by its line and column."""
    found: dict[tuple[int, int | None], list[Wrapped]] = defaultdict(list)
    for each in lines:
        if each.indent != each.wanted:
            found[each.place].append(each)
    return found
