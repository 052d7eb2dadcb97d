"""The statements of a function body as plain data: a tree, in source order.

Conditions, calls and assignments belong to the statement they stand in; blocks hold what is nested.
Arguments that are types are spelled as one word (``struct_foo``), see ``mask``. ``reader.py``
makes them.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLANK = regex(r"\s+")


class Use(enum.StrEnum):
    """What becomes of a call's result.

    ``bare``: nothing. ``assigned``: stored as it is, in ``Call.target``. ``condition``: looked at
    by an if, loop or switch, stored nowhere. ``returned``: it is the value returned. ``argument``:
    passed to another call. ``part``: anything else, ``(void)call()`` included.
    """

    BARE = "bare"
    ASSIGNED = "assigned"
    CONDITION = "condition"
    RETURNED = "returned"
    ARGUMENT = "argument"
    PART = "part"


class StatementKind(enum.StrEnum):
    """What a statement is; ``case`` and ``label`` are marks in the list they stand in.

    ``scope`` is a block that is run once: braces, or a macro such as ``scoped_guard``.
    ``directive`` is an ``#if`` with its branches as blocks.
    """

    EXPRESSION = "expression"
    DECLARATION = "declaration"
    IF = "if"
    LOOP = "loop"
    SWITCH = "switch"
    CASE = "case"
    LABEL = "label"
    RETURN = "return"
    GOTO = "goto"
    BREAK = "break"
    CONTINUE = "continue"
    SCOPE = "scope"
    DIRECTIVE = "directive"


@frozen
class Call:
    """A call ``callee(arguments)``; ``callee`` may be an expression such as ``ops->open``.

    ``target`` is the variable or member the result is assigned to, if any: also where the
    assignment stands in a condition. ``line`` is where the callee begins.
    """

    callee: str
    arguments: tuple[str, ...]
    line: int
    use: Use
    target: str | None


@frozen
class Assignment:
    """``target operator value``; a declaration with a value counts, with operator ``=``."""

    target: str
    operator: str
    value: str
    line: int
    declares: bool


@frozen
class Statement:
    """A statement; ``calls`` and ``assignments`` are its own, without those of its blocks.

    ``text`` is the condition (of ``if``, ``loop``, ``switch``), the value (of ``return``,
    ``case``; empty for ``default``), the label (of ``goto``, ``label``), the directive line (of
    ``directive``), the arguments (of a macro's ``loop`` or ``scope``), or the whole statement.
    ``head`` is the keyword or macro that opens a loop or scope: ``while``, ``for``, ``do``,
    ``for_each_…``, ``scoped_guard``; empty for braces. ``blocks``: then and, if there is one, else
    of an ``if``; the body of all others; of a ``directive`` its branches, the last of which is the
    ``#else`` if ``complete``.
    """

    kind: StatementKind
    line: int
    stop: int
    text: str
    calls: tuple[Call, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    blocks: tuple[tuple[Statement, ...], ...] = ()
    head: str = ""
    complete: bool = False

    def walk(self) -> Iterator[Statement]:
        """This statement and all in its blocks, in source order."""
        yield from flat((self,))


def flat(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements and all in their blocks, in source order."""
    waiting = list(statements)[::-1]
    while waiting:
        statement = waiting.pop()
        yield statement
        for block in reversed(statement.blocks):
            waiting.extend(reversed(block))


def split_arguments(text: str) -> tuple[str, ...]:
    """``a, f(b, c)`` at its outermost commas; white space becomes one blank."""
    parts: list[str] = []
    depth = start = 0
    for match in re.finditer(r"\"(?:[^\"\\]|\\[\s\S])*+\"?|[(){}\[\],]", text):
        if match[0] in "([{":
            depth += 1
        elif match[0] in ")]}":
            depth -= 1
        elif match[0] == "," and not depth:
            parts.append(plain(text[start : match.start()]))
            start = match.end()
    last = plain(text[start:])
    return (*parts, last) if parts or last else ()


def plain(text: str) -> str:
    """White space as one blank."""
    return _BLANK.sub(" ", text).strip()
