"""Whether each way through a function assigns a variable before it reads it.

    assigned_first(variable)    # where it is assigned, first of all, or None

Every branch of an if and every arm of a switch with a default counts; a loop may run no time. Limits:
functions that are whole, without labels and without the preprocessor; whoever takes its address, or
assigns it inside of an expression, is taken to read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import pairs
from reviewbot.context.c.hunk.declared import mentions
from reviewbot.context.c.hunk.tokens import A_NAME
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.new_variables import NewVariable
    from reviewbot.context.c.hunk.tokens import Token

_LEAVES = frozenset(("return", "break", "continue"))
_LOOPS = frozenset(("while", "for"))
_UNKNOWN = frozenset(("goto", "else", "do", "asm"))
_DEEPEST = 32  # blocks inside of each other


class _ReadError(Exception):
    """It may be read there, or nobody knows."""


def assigned_first(variable: NewVariable) -> Token | None:
    """Where it is assigned first; ``None`` where it may be read before."""
    declared, function = variable.declared, variable.function
    is_plain = not (declared.is_array or declared.is_managed or "static" in declared.words)
    if not (is_plain and variable.is_one and function.whole):
        return None
    body = function.body
    named = [at for at in mentions(variable.name, function) if at > declared.at]
    if not named or body[named[0] + 1].text != "=" or _has_directive(variable):
        return None
    spend(len(body))
    try:
        _Ways(body, variable.name).block(declared.stop, len(body), is_set=False)
    except _ReadError:
        return None
    return body[named[0]]


def _has_directive(variable: NewVariable) -> bool:
    """Whether an ``#if`` may leave something out."""
    first, last = variable.declared.name.line, variable.function.body[-1].line
    lines = variable.part.lines
    start, stop = lines.index(first), lines.index(last)
    spend(stop)
    return any(line.text.startswith("#") for line in lines[start:stop])


class _Ways:
    """The statements of a function, each with whether the variable has a new value behind it."""

    def __init__(self, body: Sequence[Token], name: str) -> None:
        self._body = body
        self._texts = [token.text for token in body]
        self._ends: Mapping[int, int] = pairs(body)
        self._name = name
        self._depth = 0
        self._left: list[list[bool]] = []  # by switch or loop around: whether it is set at a break

    def block(self, at: int, stop: int, *, is_set: bool) -> bool:
        """Whether it is set behind these statements; the block may end before ``stop``."""
        while at < stop and self._texts[at] != "}":
            at, is_set = self._statement(at, is_set=is_set)
        return is_set

    def _statement(self, at: int, *, is_set: bool) -> tuple[int, bool]:
        self._depth += 1
        if self._depth > _DEEPEST or at >= len(self._texts):
            raise _ReadError
        text = self._texts[at]
        if text == "{":
            stop = self._ends[at]
            found = stop + 1, self.block(at + 1, stop, is_set=is_set)
        elif text == "if":
            found = self._if(at, is_set=is_set)
        elif text == "switch":
            found = self._switch(at, is_set=is_set)
        elif text in _LOOPS or self._is_macro_loop(at):
            found = self._loop(at, is_set=is_set)
        else:
            found = self._plain(at, is_set=is_set)
        self._depth -= 1
        return found

    def _if(self, at: int, *, is_set: bool) -> tuple[int, bool]:
        at = self._head(at, is_set=is_set)
        at, then = self._statement(at, is_set=is_set)
        if self._texts[at : at + 1] != ["else"]:
            return at, is_set
        at, other = self._statement(at + 1, is_set=is_set)
        return at, then and other

    def _loop(self, at: int, *, is_set: bool) -> tuple[int, bool]:
        start = at + 2
        if self._texts[at] == "for" and self._is_assigned(start):
            stop = self._texts.index(";", start)
            self._read(start + 1, stop, is_set=is_set)
            is_set = True
        self._left.append([])
        at, _ = self._statement(self._head(at, is_set=is_set), is_set=is_set)
        self._left.pop()
        return at, is_set

    def _switch(self, at: int, *, is_set: bool) -> tuple[int, bool]:
        opening = self._head(at, is_set=is_set)
        if self._texts[opening : opening + 1] != ["{"]:
            raise _ReadError
        stop, at = self._ends[opening], opening + 1
        has_default, here = False, True
        left: list[bool] = []
        self._left.append(left)
        while at < stop:
            text = self._texts[at]
            if text in ("case", "default"):
                has_default = has_default or text == "default"
                at, here = self._texts.index(":", at) + 1, is_set
            else:
                at, here = self._statement(at, is_set=here)
        self._left.pop()
        return stop + 1, is_set or (has_default and here and all(left))

    def _plain(self, at: int, *, is_set: bool) -> tuple[int, bool]:
        text, stop = self._texts[at], self._end(at)
        if text in _UNKNOWN or self._texts[at + 1 : at + 2] == [":"] or text in ("case", "default"):
            raise _ReadError
        if self._is_assigned(at):
            self._read(at + 1, stop, is_set=is_set)
            return stop + 1, True
        if text == "break" and self._left:
            self._left[-1].append(is_set)
        self._read(at, stop, is_set=is_set)
        return stop + 1, is_set or text in _LEAVES

    def _end(self, at: int) -> int:
        """Where the semicolon of a statement stands."""
        while at < len(self._texts) and self._texts[at] != ";":
            at = self._ends.get(at, at) + 1
        return at

    def _head(self, at: int, *, is_set: bool) -> int:
        """Where the body of an if or a loop begins."""
        stop = self._ends.get(at + 1)
        if stop is None:
            raise _ReadError
        start = at + 2 + (self._texts[at] == "for" and self._is_assigned(at + 2))
        self._read(start, stop, is_set=is_set)
        return stop + 1

    def _is_assigned(self, at: int) -> bool:
        return self._texts[at : at + 2] == [self._name, "="]

    def _is_macro_loop(self, at: int) -> bool:
        """Whether ``for_each_…(…)`` stands there, or the like: a call with a statement behind it."""
        stop = self._ends.get(at + 1) if self._texts[at + 1 : at + 2] == ["("] else None
        behind = self._body[stop + 1 : stop + 2] if stop else ()
        is_name = self._body[at].kind is A_NAME
        return is_name and any(each.text == "{" or each.kind is A_NAME for each in behind)

    def _read(self, start: int, stop: int, *, is_set: bool) -> None:
        if not is_set and self._name in self._texts[start:stop]:
            raise _ReadError
