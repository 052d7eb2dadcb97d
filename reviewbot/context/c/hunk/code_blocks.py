"""The blocks of statements in a hunk, with the lines their statements begin on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import A_DIRECTIVE, A_NAME
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.model.patch import DiffLine

_HEADS = frozenset(("if", "for", "while"))
_WORDS = frozenset(("else", "do"))
_NO_STATEMENT = frozenset(("else", "case", "default", "}", ";"))


@frozen(eq=False)
class CodeBlock:
    """``{ … }`` behind a head; ``statements`` are the lines on which those in it begin.

    ``end`` is the line of the closing brace, where nothing stands before it. Labels and cases are
    no statements, nor is what follows them.
    """

    head: DiffLine
    statements: Sequence[DiffLine]
    end: DiffLine | None


def opened(part: Fragment) -> Iterator[CodeBlock]:
    """The blocks behind an if, an else, a loop or the head of a function that have added lines."""
    code = part.code
    added = [line.new or 0 for line in part.lines if line.kind is ADDED]
    for start in code.places.get("{", ()):
        stop = code.closing.get(start)
        is_new = stop is not None and _is_any(
            added, code.tokens[start].line, code.tokens[stop].line
        )
        head = _head(code, start) if is_new else None
        if head is None or stop is None or code.tokens[start].line.text.endswith("\\"):
            continue
        spend(stop - start)
        if not any(token.kind is A_DIRECTIVE for token in code.tokens[start:stop]):
            last = code.tokens[stop].line
            is_apart = last.text.lstrip().startswith("}") and last is not head
            yield CodeBlock(head, [*_statements(code, start, stop)], last if is_apart else None)


def _is_any(rows: Sequence[int], first: DiffLine, last: DiffLine) -> bool:
    """Whether one of some rows of the post-image, which are in order, is among these lines."""
    return bisect_left(rows, first.new or 0) < bisect_right(rows, last.new or 0)


def _head(code: Code, start: int) -> DiffLine | None:
    """The line that what opens a block begins on; nothing where that does not begin its line."""
    before = start - 1
    if before < 0:
        return None
    if code.texts[before] in _WORDS:
        line, begins = code.tokens[before].line, ("}", "else", "do")
    else:
        word = code.opening.get(before, 0) - 1 if code.texts[before] == ")" else -1
        is_head = word >= 0 and code.texts[word] in _HEADS
        is_function = word >= 0 and code.tokens[start].line.text == "{"
        if not is_head:
            return code.tokens[start].line if is_function else None
        line, begins = code.tokens[word].line, (code.texts[word], "}", "else")
    return line if line.text.lstrip("\t").startswith(begins) else None


def _statements(code: Code, start: int, stop: int) -> Iterator[DiffLine]:
    """The lines on which statements of a block begin, those in blocks of it left out."""
    tokens, texts, closing = code.tokens, code.texts, code.closing
    at, begins = start + 1, True
    while at < stop:
        text = texts[at]
        if begins and text not in _NO_STATEMENT:
            token = tokens[at]
            is_label = token.kind is A_NAME and texts[at + 1] == ":"
            if not is_label and token.line is not tokens[at - 1].last:
                yield token.line
        begins = text in (";", "{")
        at = closing.get(at, at) + 1
