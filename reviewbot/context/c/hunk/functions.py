"""The functions of a hunk, as far as the hunk shows them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, count
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import (
    A_COMMENT,
    A_DIRECTIVE,
    AN_OP,
    Token,
    code,
    tokens_of_line,
)
from reviewbot.context.c.lex import brackets
from reviewbot.frozen import frozen
from reviewbot.lazy import lazy
from reviewbot.model.patch import CONTEXT, DiffLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.patch import Hunk


_BRACES = frozenset(("{", "}"))


@frozen(eq=False)
class Function:
    """What is visible of a function; code only.

    ``header`` are the tokens from its first line to the opening brace, or those of the hunk's
    section text, which git cuts off. ``body`` are the tokens inside the braces. ``whole`` says that
    nothing of either is out of sight.
    """

    header: tuple[Token, ...]
    body: tuple[Token, ...]
    whole: bool

    @property
    def returned(self) -> str:
        """What it is seen to return: ``something``, ``nothing``, or ``""`` where it is not."""
        header = [token.text for token in self.header]
        before = header[: header.index("(")] if "(" in header else []
        is_void = "void" in before and "*" not in before
        return ("nothing" if is_void else "something") if before else ""


def enclosing(hunk: Hunk, tokens: Sequence[Token], index: int) -> Function | None:
    """The function around one token of the hunk; use ``Functions`` for more than one."""
    return Functions(hunk, tokens).around(index)


class Functions:
    """The functions around the tokens of a hunk's ``post`` side, each worked out once.

    They are found by the kernel's layout: the braces of a function, and of nothing inside it,
    stand in the first column.
    """

    def __init__(
        self,
        hunk: Hunk,
        tokens: Sequence[Token],
        texts: Sequence[str] | None = None,
    ) -> None:
        """Take all tokens of the side, comments and directives included, and their texts, if known."""
        self._hunk = hunk
        self._tokens = tokens
        self._texts = [token.text for token in tokens] if texts is None else texts
        braces = compress(count(), map(_BRACES.__contains__, self._texts))
        self._braces = [index for index in braces if _in_first_column(tokens, index)]
        self._known: dict[int, Function | None] = {}

    @lazy
    def _ends(self) -> Mapping[int, int]:
        return brackets(self._texts)[0]

    @lazy
    def _directives(self) -> Sequence[int]:
        return [at for at, token in enumerate(self._tokens) if token.kind is A_DIRECTIVE]

    def around(self, index: int) -> Function | None:
        """The function around ``tokens[index]``.

        ``None`` where that is outside of any function or the layout is not kept.
        """
        brace = bisect_left(self._braces, index) - 1
        if brace not in self._known:
            self._known[brace] = self._from(self._braces[brace]) if brace >= 0 else self._above()
        return self._known[brace]

    def __iter__(self) -> Iterator[Function]:
        """All of them, in order."""
        return (found for at in self._starts() if (found := self.around(at)) is not None)

    def with_any(self, rows: Sequence[int]) -> Iterator[Function]:
        """The functions in whose body one of some lines of the post-image is, which are in order."""
        tokens = self._tokens
        ends = (*self._braces, len(tokens) - 1)
        for start in self._starts():
            within = (
                tokens[start : ends[bisect_left(ends, start)] + 1] if start < len(tokens) else ()
            )
            function = self.around(start) if _is_any_in(rows, within) else None
            if function and _is_any_in(rows, function.body):
                yield function

    def _starts(self) -> Sequence[int]:
        is_inside = self._tokens[self._braces[0]].text == "}" if self._braces else True
        return [*([0] if is_inside else []), *[at + 1 for at in self._braces]]

    def _from(self, opening: int) -> Function | None:
        """The function whose first brace is the one at ``opening``."""
        tokens = self._tokens
        if tokens[opening].text != "{":
            return None
        start = opening
        while start and not _ends_thing(tokens[start - 1]):
            start -= 1
        header = code(tokens[start:opening])
        if not header or header[-1].text != ")":
            return None  # an initializer, or the members of a type
        end = self._ends.get(opening)
        body = tokens[opening + 1 : end]
        whole = (
            end is not None
            and (start > 0 or header[0].line.text.startswith(header[0].text))
            and bisect_left(self._directives, opening) == bisect_left(self._directives, end)
        )
        if start == 0 and _is_cut(header):
            header = (*self._section, *header)
        return Function(header, code(body), whole)

    def _above(self) -> Function:
        """The function git names behind the second ``@@``: it was open when the hunk began."""
        end = self._braces[0] if self._braces else len(self._tokens)
        return Function(self._section, code(self._tokens[:end]), whole=False)

    @lazy
    def _section(self) -> tuple[Token, ...]:
        """The line of code behind the second ``@@``."""
        section = DiffLine(CONTEXT, self._hunk.section, self._hunk.body_line, None, None)
        return code(tokens_of_line(section))


def _is_cut(header: Sequence[Token]) -> bool:
    """Whether a header begins above the hunk: more brackets are closed than opened."""
    texts = [token.text for token in header]
    return texts.count(")") > texts.count("(")


def _is_any_in(rows: Sequence[int], tokens: Sequence[Token]) -> bool:
    """Whether one of some lines is among those that tokens stand on."""
    next_ = bisect_left(rows, tokens[0].line.new or 0) if tokens else len(rows)
    return next_ < len(rows) and rows[next_] <= (tokens[-1].last.new or 0)


def _in_first_column(tokens: Sequence[Token], index: int) -> bool:
    """Whether a brace opens its line, without indent."""
    token = tokens[index]
    return (
        token.kind is AN_OP
        and token.line.text.startswith(token.text)
        and (index == 0 or tokens[index - 1].last is not token.line)
    )


def _ends_thing(token: Token) -> bool:
    return token.kind in (A_DIRECTIVE, A_COMMENT) or (
        token.kind is AN_OP and token.text in (";", "}", "{")
    )
