"""Function calls in a hunk, whole ones only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import pairs
from reviewbot.context.c.hunk.tokens import A_NAME, AN_OP, Token, code, spelled
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine

KEYWORDS = frozenset(
    (
        "__alignof__", "__attribute__", "__typeof__", "_Alignof", "_Generic", "_Static_assert",
        "alignof", "asm", "case", "defined", "do", "else", "for", "goto", "if", "return", "sizeof",
        "switch", "typeof", "while",
    )
)  # fmt: skip
_MAX_TOKENS = 256  # of a call; bounds the work on nested ones
_BESIDE = 40  # tokens; a line of code has fewer, and hostile text is one line
_MAX_AROUND = 40  # tokens to either side of it; no line of C has more
_BEFORE_CALL = frozenset(("case", "do", "else", "goto", "return"))  # no type: no declaration
_BEFORE_STATEMENT = frozenset((";", "{", "}", ")", ":", "else", "do"))


@frozen
class Call:
    """A call as it stands; ``name`` is a plain name, not a member of something.

    ``spelling`` is the one canonical spelling of the arguments; ``around`` that of what stands
    before it on its first and behind it on its last line. ``is_statement``: nothing is done with
    what it returns.
    """

    name: str
    arguments: tuple[tuple[Token, ...], ...]
    spelling: str
    around: str
    is_statement: bool
    line: DiffLine
    last: DiffLine


def calls(tokens: Sequence[Token]) -> Iterator[Call]:
    """The calls among the tokens of one side of a hunk, nested ones too, in source order.

    Left out: definitions and declarations (by the kernel's layout: a call is indented), calls
    through a member, very long ones, and all in the body of a macro.
    """
    plain = code(tokens)
    ends = pairs(plain)
    for index in range(len(plain) - 1):
        end = ends.get(index + 1)
        if end is None or end - index > _MAX_TOKENS:
            continue
        if plain[index + 1].text != "(" or not _may_be_called(plain, index):
            continue
        name = plain[index]
        before = plain[index - 1].text if index else ";"
        after = plain[end + 1].text if end + 1 < len(plain) else ""
        yield Call(
            name=name.text,
            arguments=split(plain, index + 2, end),
            spelling=spelled(plain[index + 2 : end]),
            around=_around(plain, index, end),
            is_statement=before in _BEFORE_STATEMENT and after == ";",
            line=name.line,
            last=plain[end].last,
        )


def _may_be_called(tokens: Sequence[Token], index: int) -> bool:
    name = tokens[index]
    if name.kind is not A_NAME or name.text in KEYWORDS:
        return False
    if not name.line.text.startswith((" ", "\t")) or name.line.text.endswith("\\"):
        return False
    before = tokens[index - 1] if index else None
    if before is None:
        return True
    if before.kind is A_NAME:
        return before.text in _BEFORE_CALL
    return before.text not in ("->", ".")


def _around(tokens: Sequence[Token], start: int, end: int) -> str:
    first = start
    while first > max(0, start - _MAX_AROUND) and tokens[first - 1].last is tokens[start].line:
        first -= 1
    last = end + 1
    while last < min(len(tokens), end + _MAX_AROUND) and tokens[last].line is tokens[end].last:
        last += 1
    return f"{spelled(tokens[first:start])} () {spelled(tokens[end + 1 : last])}".strip()


def split(tokens: Sequence[Token], start: int, end: int) -> tuple[tuple[Token, ...], ...]:
    """The arguments between the brackets of a call."""
    found: list[tuple[Token, ...]] = []
    depth = 0
    first = start
    for index in range(start, end):
        text = tokens[index].text if tokens[index].kind is AN_OP else ""
        depth += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
        if text == "," and depth == 0:
            found.append(tuple(tokens[first:index]))
            first = index + 1
    if first < end:
        found.append(tuple(tokens[first:end]))
    return tuple(found)
