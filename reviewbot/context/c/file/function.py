"""What ``flow.py`` tells of one function: its parameters, calls, exits and the paths to them."""

from __future__ import annotations

import enum
from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from reviewbot.context.c.file.statements import Assignment, Call, Statement


@frozen
class Parameter:
    """A parameter: ``u8 *buf`` has the name ``buf`` and the type ``u8 *``."""

    name: str
    type: str


@frozen
class PathStep:
    """A call on a way; not ``certain`` where a branch or loop may pass it by."""

    call: Call
    certain: bool


@frozen
class ExitPath:
    """From a jump to where the function is left: ``line`` and ``value`` of that return.

    ``value`` is ``None`` at the end of the function, empty for a bare ``return``. ``labels`` are
    those jumped to, in order; those passed by falling into them are not listed.
    """

    steps: tuple[PathStep, ...]
    labels: tuple[str, ...]
    line: int
    value: str | None


@frozen
class Guard:
    """A condition something stands under; ``taken``: in the then branch (or the loop, switch)."""

    text: str
    line: int
    taken: bool


class ExitKind(enum.StrEnum):
    """How an exit leaves."""

    RETURN = "return"
    GOTO = "goto"
    END = "end"


@frozen
class Exit:
    """A way out: a return, a goto, or the end of the body if it can be reached.

    ``text`` is the value returned, or the label. ``guards`` are the conditions around it, outermost
    first. ``ways`` are what can happen from there: one for a return; several where the code behind
    the label branches and leaves; none for a goto that only goes round, or where there are too many.
    """

    line: int
    kind: ExitKind
    text: str
    guards: tuple[Guard, ...]
    ways: tuple[ExitPath, ...]

    @property
    def display_name(self) -> str:
        """The exit as one writes it in a sentence: ``return frob_put()``, without its arguments."""
        head, called, _ = self.text.partition("(")
        return f"{self.kind} {head}{'()' if called else ''}".strip()


@frozen
class Managed:
    """A variable released by itself, ``__free(kfree)``: its name, the releaser, the line."""

    name: str
    releaser: str
    line: int


@frozen
class Function:
    """The facts of a function; all lines are those of the file, 1-based.

    ``conditions`` are its ``if`` statements, ``statements`` the tree all the others come from.
    """

    name: str
    returns: str
    parameters: tuple[Parameter, ...]
    is_static: bool
    start: int
    stop: int
    statements: tuple[Statement, ...]
    calls: tuple[Call, ...]
    assignments: tuple[Assignment, ...]
    conditions: tuple[Statement, ...]
    gotos: tuple[Statement, ...]
    labels: tuple[Statement, ...]
    return_statements: tuple[Statement, ...]
    exits: tuple[Exit, ...]
    managed: tuple[Managed, ...]
    partial: bool
    hides_jumps: bool

    def label_above(self, line: int) -> str:
        """The label that a line stands under; empty if none."""
        below = bisect_right(self.labels, line, key=lambda label: label.line)
        return self.labels[below - 1].text if below else ""
