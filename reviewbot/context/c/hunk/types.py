"""Whether an expression of C is a plain integer, as far as a hunk shows it."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import Token, TokenKind, spelled
from reviewbot.context.c.syntax import Node, parse
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.functions import Function

_ARITHMETIC = frozenset(("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "~"))
_STATEMENTS = frozenset(("case", "do", "else", "goto", "return", "sizeof"))
_OTHER = -1  # a declaration whose type is not an integer, or not known


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


def keeps_default(path: str) -> bool:
    """Whether the maintainers of ``path`` keep a ``default`` that does nothing on purpose."""
    return any(
        path.startswith(tuple(entry["paths"])) for entry in table("c_types")["keeps_default"]
    )


def is_integer(expression: Sequence[Token], function: Function | None) -> bool:
    """Whether the expression certainly has an integer type that is not an enumeration.

    ``function`` is where it stands; its parameters and the visible locals are looked up.
    """
    tree = parse(f"int _ = ({spelled(expression)});")
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
    found = [*_parameters(name, function.header), *_locals(name, function.body)]
    return bool(found) and all(found_stars == stars for found_stars in found)


def _parameters(name: str, header: Sequence[Token]) -> Iterator[int]:
    """For each parameter of that name the number of stars, or _OTHER."""
    for index, token in enumerate(header[:-1]):  # the last word of a section may be cut off
        if token.text == name and header[index + 1].text in (",", ")"):
            start = index
            while start and header[start - 1].text not in ("(", ","):
                start -= 1
            yield _stars(header[start:index])


def _locals(name: str, body: Sequence[Token]) -> Iterator[int]:
    """For each declaration of that name in the body the number of stars, or _OTHER."""
    start = comma = depth = 0
    for index, token in enumerate(body[:-1]):
        if token.kind is TokenKind.OP:
            depth = max(0, depth + (token.text in ("(", "[")) - (token.text in (")", "]")))
            if token.text in (";", "{", "}"):
                start, comma, depth = index + 1, 0, 0
            elif token.text == "," and not depth:
                comma = index
        elif token.text == name and not depth and _is_declaration(body[start : index + 1]):
            if body[index + 1].text == "[":
                yield _OTHER
            elif comma:
                yield _stars([*_type_words(body[start:comma]), *body[comma + 1 : index]])
            elif all(t.kind is TokenKind.NAME or t.text == "*" for t in body[start:index]):
                yield _stars(body[start:index])


def _is_declaration(statement: Sequence[Token]) -> bool:
    """Whether a statement starts with two words, or a word and a star, as declarations do."""
    return (
        len(statement) > 1
        and statement[0].kind is TokenKind.NAME
        and statement[0].text not in _STATEMENTS
        and (statement[1].kind is TokenKind.NAME or statement[1].text == "*")
    )


def _type_words(declaration: Sequence[Token]) -> Iterator[Token]:
    """The words of a declaration up to the first that is not of an integer type."""
    integer, qualifiers, _ = _words()
    return takewhile(lambda t: t.text in integer or t.text in qualifiers, declaration)


def _stars(declared: Sequence[Token]) -> int:
    """Of a declaration without the name the number of stars; _OTHER if that is no integer type."""
    words = [t.text for t in declared]
    plain = [word for word in words if word != "*"]
    return len(words) - len(plain) if _is_integer_type(plain) else _OTHER
