"""The function around a token of a hunk, as far as the hunk shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.cut import pairs
from reviewbot.context.c.tokens import Lex, Token, code, tokenize
from reviewbot.model.patch import DiffLine, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import Hunk


@dataclass(frozen=True, slots=True)
class Function:
    """What is visible of a function; code only.

    ``header`` are the tokens from its first line to the opening brace, or those of the hunk's
    section text, which git cuts off. ``body`` are the tokens inside the braces. ``whole`` says that
    nothing of either is out of sight.
    """

    header: tuple[Token, ...]
    body: tuple[Token, ...]
    whole: bool


def enclosing(hunk: Hunk, tokens: Sequence[Token], index: int) -> Function | None:
    """The function around ``tokens[index]`` of the hunk's ``post`` side.

    Found by the kernel's layout: the braces of a function, and of nothing inside it, stand in the
    first column. ``None`` where the token is outside of any function or that layout is not kept.
    """
    opening = _last_in_first_column(tokens, index)
    if opening is None:
        return _from_above(hunk, tokens, index)
    if tokens[opening].text != "{":
        return None
    header, whole = _header(tokens, opening)
    if not header or header[-1].text != ")":
        return None  # an initializer, or the members of a type
    end = pairs(tokens[opening:]).get(0)
    stop = len(tokens) if end is None else opening + end
    body = tokens[opening + 1 : stop]
    whole = whole and end is not None and not any(t.lex is Lex.DIRECTIVE for t in body)
    return Function(header, code(body), whole)


def _last_in_first_column(tokens: Sequence[Token], index: int) -> int | None:
    """The last brace before ``index`` that opens its line without indent."""
    for number in range(index - 1, -1, -1):
        token = tokens[number]
        if (
            token.text in ("{", "}")
            and token.lex is Lex.OP
            and token.line.text.startswith(token.text)
            and (number == 0 or tokens[number - 1].last is not token.line)
        ):
            return number
    return None


def _header(tokens: Sequence[Token], opening: int) -> tuple[tuple[Token, ...], bool]:
    """The tokens before the brace up to the end of the thing above; and whether all are in sight."""
    start = opening
    while start and not _ends_thing(tokens[start - 1]):
        start -= 1
    return code(tokens[start:opening]), start > 0 or _starts_line(tokens[start])


def _ends_thing(token: Token) -> bool:
    return token.lex in (Lex.DIRECTIVE, Lex.COMMENT) or (
        token.lex is Lex.OP and token.text in (";", "}", "{")
    )


def _starts_line(token: Token) -> bool:
    return token.line.text.startswith(token.text)


def _from_above(hunk: Hunk, tokens: Sequence[Token], index: int) -> Function | None:
    """The function git names behind the second ``@@``: it was open when the hunk began."""
    ends = next(
        (
            number
            for number in range(index, len(tokens))
            if tokens[number].text == "}" and tokens[number].line.text.startswith("}")
        ),
        len(tokens),
    )
    section = tokenize((DiffLine(Kind.CONTEXT, hunk.section, hunk.body_line, None, None),))
    return Function(code(section), code(tokens[:ends]), whole=False)
