"""The statements of a function body as plain data: a tree, in source order.

Conditions, calls and assignments belong to the statement they stand in; blocks hold what is nested.
Arguments that are types are spelled as one word (``struct_foo``), see ``mask.py``.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.file.mask import heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.c.syntax import Node

_MAX_DEPTH = 64  # blocks in each other, an "else if" counting as one

_BLANK = re.compile(r"\s+")
_HEADED = re.compile(r"(?:while|if)\f")


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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Assignment:
    """``target operator value``; a declaration with a value counts, with operator ``=``."""

    target: str
    operator: str
    value: str
    line: int
    declares: bool


@dataclass(frozen=True, slots=True)
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
        reader = _READERS.get(node.kind)
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
                _Expressions(self._line, calls, assignments).read(node, use, None)
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


def _is_type_in_parentheses(node: Node) -> bool:
    kinds = [child.kind for child in node.children]
    return node.kind == "parenthesized_expression" and kinds == ["identifier"]


def _is_nothing(node: Node) -> bool:
    return node.kind.startswith("preproc_") or node.kind == "comment" or node.text == ";"


_READERS = {
    "break_statement": _Reader._leave,  # noqa: SLF001  the class's own table
    "case_statement": _Reader._case,  # noqa: SLF001
    "compound_statement": _Reader._compound,  # noqa: SLF001
    "continue_statement": _Reader._leave,  # noqa: SLF001
    "declaration": _Reader._declaration,  # noqa: SLF001
    "do_statement": _Reader._while,  # noqa: SLF001
    "for_statement": _Reader._for,  # noqa: SLF001
    "goto_statement": _Reader._goto,  # noqa: SLF001
    "if_statement": _Reader._if,  # noqa: SLF001
    "labeled_statement": _Reader._label,  # noqa: SLF001
    "return_statement": _Reader._return,  # noqa: SLF001
    "switch_statement": _Reader._while,  # noqa: SLF001
    "while_statement": _Reader._while,  # noqa: SLF001
}


class _Expressions:
    """Collects the calls and assignments of an expression, in source order."""

    def __init__(self, line: int, calls: list[Call], assignments: list[Assignment]) -> None:
        self._line = line
        self._calls = calls
        self._assignments = assignments

    def read(self, node: Node, use: Use, target: str | None) -> None:
        """Look at ``node``, whose value is used so."""
        match node.kind:
            case "call_expression":
                self._call(node, use, target)
            case "assignment_expression":
                self._assignment(node)
            case "init_declarator":
                self._declarator(node)
            case "parenthesized_expression":
                self._children(node, use, target)
            case "cast_expression":
                self._cast(node, use, target)
            case "conditional_expression" | "comma_expression":
                self._choice(node, use, target)
            case "binary_expression" | "unary_expression" | "update_expression":
                self._children(node, use if use is Use.CONDITION else Use.PART, None)
            case "expression_statement" | "compound_statement" | "declaration":
                self._children(node, Use.BARE, None)
            case _:
                self._children(node, Use.PART, None)

    def _cast(self, node: Node, use: Use, target: str | None) -> None:
        to = node.child("type")
        void = to is not None and to.text == "void"
        self._children(node, Use.PART if void else use, None if void else target)

    def _choice(self, node: Node, use: Use, target: str | None) -> None:
        """``c ? a : b`` and ``a, b``: which operands make up the value."""
        choosing = node.kind == "conditional_expression"
        whole = node.child("consequence")  # none in "a ?: b", whose value may be a
        for child in node.children:
            if choosing and child.field == "condition" and whole:
                self.read(child, Use.CONDITION, None)
            elif not choosing and child.field == "left":
                self.read(child, Use.BARE, None)
            else:
                self.read(child, use, target)

    def _children(self, node: Node, use: Use, target: str | None) -> None:
        for child in node.children:
            if child.children:  # a leaf has nothing in it
                self.read(child, use, target)

    def _call(self, node: Node, use: Use, target: str | None) -> None:
        function, arguments = node.child("function"), node.child("arguments")
        if function is None:
            return
        values = arguments.children if arguments else ()
        if _is_type_in_parentheses(function) and len(values) == 1:
            self.read(values[0], use, target)  # "(u32)(x)", which looks like a call
            return
        self._calls.append(
            Call(
                plain(function.text),
                tuple(plain(each.text) for each in values if each.kind != "comment"),
                self._line + function.row,
                use,
                target if use is Use.ASSIGNED else None,
            )
        )
        if function.kind != "call_expression":  # guard(mutex)(&lock) is one
            self._children(function, Use.PART, None)
        for each in values:
            self.read(each, Use.ARGUMENT, None)

    def _assignment(self, node: Node) -> None:
        left, right, sign = (node.child(each) for each in ("left", "right", "operator"))
        if not left or not right:
            return
        operator = sign.text if sign else "="
        target = plain(left.text)
        line = self._line + node.row
        self._assignments.append(
            Assignment(target, operator, plain(right.text), line, declares=False)
        )
        self.read(left, Use.PART, None)
        stores = operator == "="
        self.read(right, Use.ASSIGNED if stores else Use.PART, target if stores else None)

    def _declarator(self, node: Node) -> None:
        declarator, value = node.child("declarator"), node.child("value")
        if not declarator or not value:
            return
        names = [each.text for each in declarator.find("identifier")]
        target = names[0] if names else plain(declarator.text)
        line = self._line + node.row
        self._assignments.append(Assignment(target, "=", plain(value.text), line, declares=True))
        self.read(value, Use.ASSIGNED, target)
