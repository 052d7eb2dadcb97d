"""Reads the statements of a function body from the grammar's tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from reviewbot.context.c.file.expressions import Expressions
from reviewbot.context.c.file.mask import heads
from reviewbot.context.c.file.statements import (
    Assignment,
    Call,
    Statement,
    StatementKind,
    Use,
    plain,
    split_arguments,
)
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewbot.context.c.syntax import Node

_MAX_DEPTH = 64  # blocks in each other, an "else if" counting as one
_HEADED = regex(r"(?:while|if)\f")


def statements(block: Node, source: str, masked: str, line: int) -> tuple[Statement, ...] | None:
    """The statements of a function's ``{ … }``, which begins on ``line``.

    ``masked`` is the text ``block`` was parsed from, ``source`` the original of it. ``None`` where
    blocks are nested deeper than anybody writes them.
    """
    try:
        return _Reader(heads(source, masked), line).block(block)
    except _TooDeepError:
        return None


class _TooDeepError(Exception):
    """Blocks nested without bound."""


class _Reader:
    """Makes statements of nodes, in source order: macro heads are taken from their rows in turn."""

    def __init__(self, names: dict[int, list[str]], line: int) -> None:
        self._names = names
        self._line = line
        self._depth = 0

    def block(self, node: Node | None) -> tuple[Statement, ...]:
        """The statements of a block, or the one statement in its place."""
        if node is None:
            return ()
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _TooDeepError
        inner = node.children if node.kind == "compound_statement" else (node,)
        found = tuple(statement for child in inner for statement in self._read(child))
        self._depth -= 1
        return found

    def _read(self, node: Node) -> Iterator[Statement]:
        reader = self._READERS.get(node.kind)
        if reader:
            yield from reader(self, node)
        elif node.kind.startswith("preproc_if"):
            yield self._directive(node)
        elif not _is_nothing(node):
            yield self._simple(node, StatementKind.EXPRESSION, Use.BARE, plain(node.text))

    def _at(self, node: Node) -> tuple[int, int]:
        first = self._line + node.row
        return first, first + node.text.count("\n")

    def _simple(self, node: Node, kind: StatementKind, use: Use, text: str) -> Statement:
        calls, assignments = self._facts((node,), use)
        return Statement(kind, *self._at(node), text, calls, assignments)

    def _facts(
        self, nodes: Iterable[Node | None], use: Use
    ) -> tuple[tuple[Call, ...], tuple[Assignment, ...]]:
        calls: list[Call] = []
        assignments: list[Assignment] = []
        for node in nodes:
            if node:
                Expressions(self._line, calls, assignments).read(node, use, None)
        return tuple(calls), tuple(assignments)

    def _declaration(self, node: Node) -> Iterator[Statement]:
        yield self._simple(node, StatementKind.DECLARATION, Use.BARE, plain(node.text))

    def _return(self, node: Node) -> Iterator[Statement]:
        value = next(iter(node.children), None)
        calls, assignments = self._facts((value,), Use.RETURNED)
        text = plain(value.text) if value else ""
        yield Statement(StatementKind.RETURN, *self._at(node), text, calls, assignments)

    def _goto(self, node: Node) -> Iterator[Statement]:
        label = node.child("label") or next(iter(node.children), None)
        yield Statement(StatementKind.GOTO, *self._at(node), label.text if label else "")

    def _leave(self, node: Node) -> Iterator[Statement]:
        yield Statement(StatementKind(node.kind.removesuffix("_statement")), *self._at(node), "")

    def _label(self, node: Node) -> Iterator[Statement]:
        label = node.child("label")
        line = self._at(node)[0]
        yield Statement(StatementKind.LABEL, line, line, label.text if label else "")
        for child in node.children:
            if child is not label:
                yield from self._read(child)

    def _case(self, node: Node) -> Iterator[Statement]:
        value = node.child("value")
        line = self._at(node)[0]
        yield Statement(StatementKind.CASE, line, line, plain(value.text) if value else "")
        for child in node.children:
            if child is not value:
                yield from self._read(child)

    def _compound(self, node: Node) -> Iterator[Statement]:
        yield Statement(StatementKind.SCOPE, *self._at(node), "", blocks=(self.block(node),))

    def _macro(self, node: Node) -> str:
        """The macro behind a masked head; empty for C's own."""
        if not _HEADED.match(node.text):
            return ""
        names = self._names.get(node.row)
        return names.pop(0) if names else ""

    def _headed(self, node: Node, macro: str, kind: StatementKind, body: Node | None) -> Statement:
        condition = node.child("condition")
        inner = condition.text[1:-1] if condition else ""
        calls, assignments = self._facts((condition,), Use.ARGUMENT)
        own = Call(macro, split_arguments(inner), self._at(node)[0], Use.CONDITION, None)
        return Statement(
            kind,
            *self._at(node),
            plain(inner),
            (own, *calls),
            assignments,
            (self.block(body),),
            macro,
        )

    def _if(self, node: Node) -> Iterator[Statement]:
        macro = self._macro(node)
        if macro:
            yield self._headed(node, macro, StatementKind.SCOPE, node.child("consequence"))
            return
        condition = node.child("condition")
        calls, assignments = self._facts((condition,), Use.CONDITION)
        blocks: tuple[tuple[Statement, ...], ...] = (self.block(node.child("consequence")),)
        otherwise = node.child("alternative")
        if otherwise:
            inner = next((each for each in otherwise.children if each.kind != "comment"), None)
            blocks = (*blocks, self.block(inner))
        text = plain(condition.text[1:-1]) if condition else ""
        yield Statement(StatementKind.IF, *self._at(node), text, calls, assignments, blocks)

    def _while(self, node: Node) -> Iterator[Statement]:
        macro = self._macro(node)
        if macro:
            yield self._headed(node, macro, StatementKind.LOOP, node.child("body"))
            return
        condition = node.child("condition")
        calls, assignments = self._facts((condition,), Use.CONDITION)
        text = plain(condition.text[1:-1]) if condition else ""
        head = node.kind.removesuffix("_statement")
        blocks = (self.block(node.child("body")),)
        kind = StatementKind.SWITCH if head == "switch" else StatementKind.LOOP
        yield Statement(kind, *self._at(node), text, calls, assignments, blocks, head)

    def _for(self, node: Node) -> Iterator[Statement]:
        condition = node.child("condition")
        calls, assignments = self._facts((node.child("initializer"),), Use.BARE)
        more = (
            self._facts((condition,), Use.CONDITION),
            self._facts((node.child("update"),), Use.BARE),
        )
        yield Statement(
            StatementKind.LOOP,
            *self._at(node),
            plain(condition.text) if condition else "",
            (*calls, *more[0][0], *more[1][0]),
            (*assignments, *more[0][1], *more[1][1]),
            (self.block(node.child("body")),),
            "for",
        )

    def _directive(self, node: Node) -> Statement:
        text = node.text.partition("\n")[0].strip()
        blocks: list[tuple[Statement, ...]] = []
        branch: Node | None = node
        complete = False
        self._depth += 1
        while branch:
            named = (branch.child("name"), branch.child("condition"))
            following = branch.child("alternative")
            found = tuple(
                statement
                for child in branch.children
                if child is not following and child not in named
                for statement in self._read(child)
            )
            if not (branch is node and re.match(r"#\s*if\s+0$", text)):
                blocks.append(found)
            complete = branch.kind == "preproc_else"
            branch = following
        self._depth -= 1
        return Statement(
            StatementKind.DIRECTIVE, *self._at(node), text, blocks=tuple(blocks), complete=complete
        )

    _READERS: ClassVar[Mapping[str, Callable[[_Reader, Node], Iterator[Statement]]]] = {
        "break_statement": _leave,
        "case_statement": _case,
        "compound_statement": _compound,
        "continue_statement": _leave,
        "declaration": _declaration,
        "do_statement": _while,
        "for_statement": _for,
        "goto_statement": _goto,
        "if_statement": _if,
        "labeled_statement": _label,
        "return_statement": _return,
        "switch_statement": _while,
        "while_statement": _while,
    }


def _is_nothing(node: Node) -> bool:
    return node.kind.startswith("preproc_") or node.kind == "comment" or node.text == ";"
