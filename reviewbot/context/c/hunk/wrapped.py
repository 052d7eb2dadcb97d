"""Lines of code that go on inside a parenthesis opened on a line above."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import (
    A_CHAR,
    A_COMMENT,
    A_DIRECTIVE,
    A_NAME,
    A_STRING,
)
from reviewbot.frozen import frozen
from reviewbot.model.budget import shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import DiffLine

_BRACES = frozenset("{}")
_QUOTED = frozenset((A_STRING, A_CHAR))
_TRACED = "TP_"  # the parts of a TRACE_EVENT(), which stand a tab behind it
_SHORT = 2000  # characters of a line that is looked at


@frozen(eq=False)
class Wrapped:
    """A line inside of parentheses; ``opening`` is the line of the innermost one.

    ``wanted`` is the column behind that one, counted from 0 with tabs of 8; ``None`` where nothing
    stands behind it, or the line is a part of a TRACE_EVENT(). ``depth`` is how many parentheses are
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
    found: list[Wrapped] = []
    open_: list[tuple[DiffLine, int | None]] = []
    at, last = 0, None
    for index, (kind, text, line, _) in enumerate(tokens):
        if kind is A_DIRECTIVE:
            open_.clear()
            continue
        if line is not last:
            at, last = 0, line
            if open_ and len(line.text) <= _SHORT and kind is not A_COMMENT:
                opening, wanted = open_[-1]
                wanted = None if text == ")" or text.startswith(_TRACED) else wanted
                before = tokens[index - 1].text
                found.append(Wrapped(line, opening, wanted, len(open_), tokens[index], before))
        if kind is A_NAME:
            continue
        if text == "(":
            at = line.text.find(text, at) + 1
            is_last = all(after.line is not line for after in tokens[index + 1 : index + 2])
            open_.append((line, None if is_last else len(line.text[:at].expandtabs())))
        elif text == ")":
            at = line.text.find(text, at) + 1
            del open_[-1:]
        elif text in _BRACES:
            open_.clear()
        elif kind in _QUOTED:
            at = line.text.find(text, at) + len(text)
    return tuple(found)


def uneven(lines: Iterable[Wrapped]) -> Mapping[tuple[int, int | None], Sequence[Wrapped]]:
    """The lines that are not aligned with their parenthesis, by its line and column."""
    found: dict[tuple[int, int | None], list[Wrapped]] = defaultdict(list)
    for each in lines:
        if each.indent != each.wanted:
            found[each.place].append(each)
    return found
