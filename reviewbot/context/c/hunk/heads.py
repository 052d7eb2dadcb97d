"""Where the declarations that functions begin with end, and their statements start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declaration_lines import adds_one
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.tokens import A_NAME
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext

_KEYWORDS = frozenset(("if", "for", "while", "do", "switch", "return", "goto"))
_ASSIGNS = frozenset(("=", "->", ".", "[", "++", "--", "+=", "-=", "|=", "&="))
_MACRO = regex(r"[A-Z_]|guard\b|scoped_")  # what may declare a variable


def new_heads(context: DiffContext) -> Iterator[tuple[Token, Token]]:
    """The last token of the declarations and the first one behind, of each function's beginning.

    Only where both are added and what is behind is plainly a statement.
    """
    for file in context.files:
        for hunk in c_hunks(context, file) if file.is_c and not is_tool(file.path) else ():
            for function in _functions(fragment(hunk)) if adds_one(hunk) else ():
                head = _head(function)
                if head and all(token.line.kind is ADDED for token in head):
                    yield head


def _functions(part: Fragment) -> Iterator[Function]:
    """The functions whose first brace is in sight."""
    tokens = part.code.tokens
    for at in part.code.places.get("{", ()):
        if tokens[at].line.text == "{" and at + 1 < len(tokens):
            token = tokens[at + 1]
            function = part.function(token)
            if function and function.body[:1] == (token,):
                yield function


def _head(function: Function) -> tuple[Token, Token] | None:
    body = function.body
    found = (each for group in declarations(function).values() for each in group)
    stop = 0
    for each in sorted((one for one in found if not one.is_parameter), key=lambda one: one.at):
        if each.at >= stop:
            if any(token.text in STATEMENT_ENDS for token in body[stop : each.at]):
                break
            stop = each.stop
    is_cut = not 0 < stop < len(body) - 1
    return None if is_cut or not _is_statement(body[stop:]) else (body[stop - 1], body[stop])


def _is_statement(tokens: Sequence[Token]) -> bool:
    """Whether a statement begins here that is certainly no declaration."""
    first, second, third = tokens[0], tokens[1].text, "".join(t.text for t in tokens[2:3])
    if first.text in _KEYWORDS:
        return True
    is_name = first.kind is A_NAME and not _MACRO.match(first.text)
    is_call = second == "(" and third != "*"  # a pointer to a function is declared so
    return is_name and (second in _ASSIGNS or is_call)
