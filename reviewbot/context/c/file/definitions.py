"""The top-level definitions of a whole C file, found without parsing it.

    for definition in definitions(image.post): …          # all of them, in order
    for function in enclosing(image.post, {120, 134}): …  # functions with a changed line

One linear scan over brackets, comments, strings and directives splits the file; ``heads.py`` tells
what each piece is, ``bodies.py`` reads the bodies asked for.

Limits: where ``#if`` branches disagree about the braces, the first branch counts; ``#if 0`` is
skipped. A declaration of several names goes by the first. A function that a macro defines
(``SYSCALL_DEFINE3(read, …) {``) has the macro's first argument as its name.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.heads import classified, function_head
from reviewbot.context.c.lex import CHAR, COMMENT, CONDITIONAL, DIRECTIVE, STRING
from reviewbot.frozen import changing, frozen
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.context.c.file.heads import Head

_PIECE = 4  # steps to read one
# The next sign that counts, with all that is passed over in front of it: in C, that is ten times as fast.
_TEXT = rf"{STRING}|{CHAR}|/(?![/*])"
_OUTSIDE = regex(rf"(?:[^{{}};#\"'/]++|{_TEXT})*+({COMMENT}|{DIRECTIVE}|[{{}};])")
_INSIDE = regex(rf"(?:[^{{}}#\"'/]++|{COMMENT}|{_TEXT})*+({DIRECTIVE}|[{{}}])")
_DEAD = regex(rf"(?:[^#\"'/]++|{COMMENT}|{_TEXT})*+({DIRECTIVE})")
_DEFINE = regex(r"#[ \t]*define[ \t]+(\w+)")
_INLINE = frozenset(("inline", "__inline", "__inline__", "__always_inline"))


@frozen(slots=False, eq=False)
class _Pieces:
    """The pieces of a file, and the functions among them."""

    all: tuple[Definition, ...]

    @cached_property
    def functions(self) -> tuple[Definition, ...]:
        return tuple(each for each in self.all if each.kind is DefinitionKind.FUNCTION)

    @cached_property
    def by_name(self) -> Mapping[str, Definition]:
        return {each.name: each for each in self.functions}


@shared(
    maxsize=256
)  # before and after a patch of some hundred files, which one check after the other walks
def _pieces(source: bytes) -> _Pieces:
    found = []
    for piece in _Scan(source.decode("utf-8", "replace")).pieces():
        spend(_PIECE)
        found.append(piece)
    return _Pieces(tuple(found))


def definitions(source: bytes) -> tuple[Definition, ...]:
    """The pieces of a file, in source order.

    Bytes that are not UTF-8 become U+FFFD. Text that is not C gives some pieces or none.
    """
    return _pieces(source).all


def functions(source: bytes) -> tuple[Definition, ...]:
    """The functions of a file, in source order."""
    return _pieces(source).functions


def functions_by_name(source: bytes) -> Mapping[str, Definition]:
    """The functions of a file by name, the last of each."""
    return _pieces(source).by_name


def enclosing(source: bytes, lines: Iterable[int]) -> tuple[Definition, ...]:
    """The functions that have any of these 1-based lines, in source order."""
    wanted = sorted(set(lines))
    return tuple(
        definition
        for definition in (functions(source) if wanted else ())
        if (at := bisect_left(wanted, definition.start)) < len(wanted)
        and wanted[at] <= definition.stop
    )


@changing
class _State:
    """Where the scan stands; copied at ``#if``."""

    depth: int = 0
    start: int = 0  # of the piece
    segment: int = 0  # what follows the last brace of this piece
    head: Head | None = None
    opening: int = 0


class _Scan:
    """One pass over a file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._state = _State()
        self._branches: list[tuple[_State, _State | None]] = []
        self._dead: int | None = None  # depth of branches in which nothing counts
        self._fresh = False  # whether nothing of a piece stood before the dead branch
        self._line = 1
        self._counted = 0

    def pieces(self) -> Iterator[Definition]:
        text = self._text
        at = 0
        while match := self._marks.match(text, at):
            at = match.end()
            start, mark = match.start(1), match[1]
            state = self._state
            if mark == "{":
                if not state.depth:
                    self._open(start)
                state.depth += 1
                continue
            if mark == "}" and state.depth > 1:
                state.depth -= 1
                continue
            found = None
            if mark[0] == "#":
                found = self._directive(start, mark)
            elif mark[0] == "/":
                self._skip(start, at)
            else:
                found = self._close(start, mark)
            if found:
                yield found

    @property
    def _marks(self) -> re.Pattern[str]:
        """What finds the next sign that counts where the scan stands."""
        if self._dead is not None:
            return _DEAD
        return _INSIDE if self._state.depth else _OUTSIDE

    def _skip(self, start: int, stop: int) -> None:
        """A comment or directive before the first word of a piece is not part of it."""
        if self._is_fresh(start):
            self._state.start = self._state.segment = stop

    def _is_fresh(self, stop: int) -> bool:
        """Whether no piece has begun."""
        state = self._state
        if state.depth or state.segment != state.start:
            return False
        return state.start == stop or self._text[state.start : stop].isspace()

    def _directive(self, start: int, text: str) -> Definition | None:
        conditional = CONDITIONAL.match(text)
        dead = self._dead is not None
        if conditional:
            self._branch(conditional[1], conditional[2])
        if self._dead is not None:
            if not dead:  # what follows is skipped
                self._fresh = self._is_fresh(start)
            return None
        stop = start + len(text)
        if dead and self._fresh:
            self._state.start = self._state.segment = stop
        if not self._is_fresh(start):
            return None
        self._state.start = self._state.segment = stop
        define = None if conditional else _DEFINE.match(text)
        if not define:
            return None
        line = self._at(start)
        last = line + text.count("\n")
        return Definition(DefinitionKind.MACRO, define[1], False, False, line, last, line, text)  # noqa: FBT003  static, inline

    def _branch(self, word: str, value: str) -> None:
        if word.startswith("if"):
            self._branches.append((_copy(self._state), None))
            if word == "if" and value == "0" and self._dead is None:
                self._dead = len(self._branches)
        elif self._branches and word == "endif":
            self._last_branch()
        elif self._branches:
            self._next_branch()

    def _last_branch(self) -> None:
        before, result = self._branches.pop()
        if self._dead is not None and self._dead > len(self._branches):
            self._dead = None
            self._state = _copy(before)
        elif result and self._dead is None:
            if not result.depth:
                result.start = max(result.start, self._state.start)
                result.segment = max(result.segment, result.start)
            self._state = result

    def _next_branch(self) -> None:
        if self._dead is not None:
            if self._dead == len(self._branches):
                self._dead = None
            return
        before, result = self._branches[-1]
        if result is None:
            self._branches[-1] = (before, _copy(self._state))
        follow = _copy(before)
        if not follow.depth and self._state.start > follow.start and not self._state.depth:
            follow.start = follow.segment = self._state.start
        self._state = follow

    def _open(self, at: int) -> None:
        """Begin the outermost block of a piece."""
        state = self._state
        state.head = function_head(self._text[state.segment : at])
        if state.head:
            state.start = state.segment + state.head.start
            state.opening = at

    def _close(self, at: int, mark: str) -> Definition | None:
        """End a piece, or its outermost block."""
        state = self._state
        if mark == "}":
            state.depth = 0
            if not state.head:
                state.segment = at + 1
                return None
        head, start, segment = state.head, state.start, state.segment
        state.start = state.segment = at + 1
        state.head = None
        if head:
            return self._function(head, start, segment, at + 1)
        return self._other(start, at + 1)

    def _function(self, head: Head, start: int, segment: int, stop: int) -> Definition:
        first = self._at(start)
        line = first + self._text.count("\n", start, segment + head.at)
        text = self._text[start:stop]
        return Definition(
            kind=DefinitionKind.FUNCTION,
            name=head.name,
            is_static="static" in head.words,
            is_inline=not _INLINE.isdisjoint(head.words),
            start=first,
            stop=first + text.count("\n"),
            line=line,
            text=text,
            returns=head.returns,
            arguments=head.arguments,
            opening=self._state.opening - start,
        )

    def _other(self, start: int, stop: int) -> Definition | None:
        text = self._text[start:stop]
        shift = len(text) - len(text.lstrip())
        text = text[shift:]
        named = classified(text)
        if named is None:
            return None
        kind, name, at, words = named
        first = self._at(start + shift)
        return Definition(
            kind=kind,
            name=name,
            is_static="static" in words,
            is_inline=not _INLINE.isdisjoint(words),
            start=first,
            stop=first + text.count("\n"),
            line=first + text.count("\n", 0, at),
            text=text,
        )

    def _at(self, offset: int) -> int:
        """The line of an offset; cheap as long as offsets grow."""
        if offset < self._counted:
            self._line -= self._text.count("\n", offset, self._counted)
        else:
            self._line += self._text.count("\n", self._counted, offset)
        self._counted = offset
        return self._line


def _copy(state: _State) -> _State:
    return _State(state.depth, state.start, state.segment, state.head, state.opening)
