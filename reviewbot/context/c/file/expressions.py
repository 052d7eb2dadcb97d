"""The calls and assignments of expressions, with what becomes of each call's result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.statements import Assignment, Call, Use, plain

if TYPE_CHECKING:
    from reviewbot.context.c.syntax import Node


class Expressions:
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


def _is_type_in_parentheses(node: Node) -> bool:
    kinds = [child.kind for child in node.children]
    return node.kind == "parenthesized_expression" and kinds == ["identifier"]
