"""Whether each way through a function assigns a variable before it reads it.

    assigned_first(variable)    # where it is assigned, first of all, or None

Every branch of an if, every arm of a switch with a default and every goto to a label counts; a loop
may run no time, but that of a do. Limits: functions that are whole, without labels inside of loops and
switches and without the preprocessor; whoever takes its address, or assigns it inside of an
expression, is taken to read it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import pairs
from reviewbot.context.c.hunk.declared import is_in_sizeof, mentions
from reviewbot.context.c.hunk.tokens import A_NAME
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.new_variables import NewVariable
    from reviewbot.context.c.hunk.tokens import Token

_LEAVES = frozenset(("return", "break", "continue", "goto"))
_LOOPS = frozenset(("while", "for"))
_UNKNOWN = frozenset(("else", "asm"))
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
        _Ways(body, variable.name).follow(declared.stop)
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
        self._jumped: dict[str, bool] = {}  # by label: whether it is set at each goto so far
        self._labels: dict[str, bool] = {}  # by label: whether it is set there
        self._targets: Counter[str] = Counter()  # how often each is a label or named by a goto
        self._repeated = 0  # how many "do" are around

    def follow(self, start: int) -> None:
        """Read all that is behind the declaration; what else may name a label is not known."""
        self.block(start, len(self._texts), is_set=False)
        named = Counter(text for text in self._texts if text in self._labels)
        if named != self._targets:
            raise _ReadError

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
        elif text == "do":
            found = self._do(at, is_set=is_set)
        elif text in _LOOPS or self._is_macro_loop(at):
            found = self._loop(at, is_set=is_set)
        elif self._is_label(at):
            found = at + 2, self._label(text, is_set=is_set)
        else:
            found = self._plain(at, is_set=is_set)
        self._depth -= 1
        return found

    def _if(self, at: int, *, is_set: bool) -> tuple[int, bool]:
        at = self._head(at, is_set=is_set)
        at, then = self._statement(at, is_set=is_set)
        if self._texts[at : at + 1] != ["else"]:
            return at, is_set and then
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

    def _do(self, at: int, *, is_set: bool) -> tuple[int, bool]:
        left: list[bool] = []
        self._left.append(left)
        self._repeated += 1
        at, is_set = self._statement(at + 1, is_set=is_set)
        self._repeated -= 1
        self._left.pop()
        if self._texts[at : at + 1] != ["while"]:
            raise _ReadError
        at = self._head(at, is_set=is_set)
        return at + 1, is_set and all(left)

    def _label(self, name: str, *, is_set: bool) -> bool:
        """Whether it is set behind a label: it has to be at each goto, too."""
        if self._left:
            raise _ReadError
        self._targets[name] += 1
        self._labels[name] = is_set and self._jumped.get(name, True)
        return self._labels[name]

    def _jump(self, name: str, *, is_set: bool) -> None:
        if self._labels.get(name) and not is_set:
            raise _ReadError
        self._targets[name] += 1
        self._jumped[name] = is_set and self._jumped.get(name, True)

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
        if text in _UNKNOWN or text in ("case", "default"):
            raise _ReadError
        if self._is_assigned(at):
            self._read(at + 1, stop, is_set=is_set)
            return stop + 1, True
        if text == "break" and self._left:
            self._left[-1].append(is_set)
        if text == "goto":
            self._jump(self._texts[at + 1], is_set=is_set)
        if text == "continue" and self._repeated and not is_set:
            raise _ReadError  # it may be tested before the loop goes on
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

    def _is_label(self, at: int) -> bool:
        is_name = self._body[at].kind is A_NAME and self._texts[at] != "default"
        return is_name and self._texts[at + 1 : at + 2] == [":"]

    def _is_macro_loop(self, at: int) -> bool:
        """Whether ``for_each_…(…)`` stands there, or the like: a call with a statement behind it."""
        stop = self._ends.get(at + 1) if self._texts[at + 1 : at + 2] == ["("] else None
        behind = self._body[stop + 1 : stop + 2] if stop else ()
        is_name = self._body[at].kind is A_NAME
        return is_name and any(each.text == "{" or each.kind is A_NAME for each in behind)

    def _read(self, start: int, stop: int, *, is_set: bool) -> None:
        texts = self._texts[start:stop] if not is_set else ()
        for at, text in enumerate(texts):
            if text == self._name and not is_in_sizeof(texts, at):
                raise _ReadError
