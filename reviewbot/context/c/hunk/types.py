"""Whether an expression of C is a plain integer, or a constant, as far as a hunk shows it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.tokens import Token, TokenKind, spelled
from reviewbot.context.c.syntax import Node, parse
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.functions import Function

_ARITHMETIC = frozenset(("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "~"))


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Integer type words and typedefs; qualifiers; functions that return an integer."""
    data = table("c_types")
    typedefs = (name for group in data["typedefs"] for name in group["names"])
    functions = (name for group in data["functions"] for name in group["names"])
    return (
        frozenset((*data["words"]["integer"], *typedefs)),
        frozenset((*data["words"]["qualifiers"], *data["attributes"]["names"])),
        frozenset(functions),
    )


def integers() -> frozenset[str]:
    """The words of integer types."""
    return _words()[0]


def wide_integers() -> frozenset[str]:
    """Those of several bytes, that are no part of a set of bits."""
    data = table("c_types")
    return integers() - {*data["bytes"]["names"], *data["vague"]["names"]}


def keeps_default(path: str) -> bool:
    """Whether the maintainers of ``path`` keep a ``default`` that does nothing on purpose."""
    return any(
        path.startswith(tuple(entry["paths"])) for entry in table("c_types")["keeps_default"]
    )


def is_integer(expression: Sequence[Token], function: Function | None) -> bool:
    """Whether the expression certainly has an integer type that is not an enumeration.

    ``function`` is where it stands; its parameters and the visible locals are looked up.
    """
    return _is_integer((spelled(expression), function))


def varies(expression: Sequence[Token]) -> bool:
    """Whether an expression is no constant: constants are numbers, sizes and names in capitals."""
    names = names_of(expression)
    is_constant = not names.isdisjoint(("sizeof", "ARRAY_SIZE"))
    return not is_constant and any(not name.isupper() for name in names)


def names_of(expression: Sequence[Token]) -> frozenset[str]:
    """The names that stand in an expression."""
    return frozenset(token.text for token in expression if token.kind is TokenKind.NAME)


@shared(maxsize=1024)
def _is_integer(expression: tuple[str, Function | None]) -> bool:
    """What ``is_integer`` says; many switches of a function may be over one variable."""
    text, function = expression
    tree = parse(f"int _ = ({text});")
    if tree is None:
        return False
    value = next(tree.find("parenthesized_expression"), None)
    return value is not None and _integer(value, function)


def _integer(node: Node, function: Function | None) -> bool:
    """Whether the value of an expression has an integer type."""
    operator, inner = node.child("operator"), node.child("argument")
    match node.kind:
        case "parenthesized_expression":
            known = len(node.children) == 1 and _integer(node.children[0], function)
        case "number_literal" | "char_literal":
            known = True
        case "binary_expression" | "unary_expression":
            # of an enumeration these are integers, too (C11, 6.3.1.1)
            known = operator is not None and operator.text in _ARITHMETIC
        case "cast_expression":
            written = node.child("type")
            known = written is not None and _is_integer_type(written.text.split())
        case "call_expression":
            called = node.child("function")
            known = called is not None and (called.text in _words()[2] or _is_type_name(called))
        case "identifier":
            known = function is not None and _declared_integer(node.text, 0, function)
        case "pointer_expression" if operator and inner and function:
            known = operator.text == "*" and _declared_integer(inner.text, 1, function)
        case _:
            known = False
    return known


def _is_integer_type(words: Sequence[str]) -> bool:
    integer, qualifiers, _ = _words()
    return any(word in integer for word in words) and all(
        word in integer or word in qualifiers for word in words
    )


def _is_type_name(node: Node) -> bool:
    """Whether this is ``(type)``: a cast of something in parentheses looks like a call."""
    return node.kind == "parenthesized_expression" and _is_integer_type(node.text[1:-1].split())


def _declared_integer(name: str, stars: int, function: Function) -> bool:
    """Whether all declarations of ``name`` in sight make it an integer ``stars`` pointers away."""
    found = declarations(function).get(name, ())
    return bool(found) and all(
        _is_integer_type([word for word in each.words if word != "*"])
        and each.words.count("*") == stars
        and not each.is_array
        for each in found
    )
