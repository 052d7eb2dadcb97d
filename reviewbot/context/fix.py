"""How a check says what should be there: the edits of its ``Remark(…, fix=…)``.

    fix=rewritten(match, "$callee($p);")       what a pattern matched, in other words
    fix=swapped(part, tokens, "NOTIFY_OK")     some tokens of a hunk
    fix=without(lines)                         lines that can go

Whether it does what it should is not the check's to prove: a fix is tried before anybody sees it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewbot.knowledge.columns import TAB
from reviewbot.model.budget import shared
from reviewbot.model.fix import Edit
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.context.c.hunk.defines import Define
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.fix import Fix
    from reviewbot.model.patch import DiffLine, Hunk, Patch

_SMALL = regex(rf"(?: {{{TAB}}})* {{1,{TAB - 1}}}[^\s*]")


def rewritten(match: Match, template: str) -> Fix:
    """All of a match, written as a template of its metavariables: ``$callee($p);``."""
    part = match.fragment
    text = re.sub(r"\$(\w+)", lambda name: source(part, match.of(name[1])), template)
    return swapped(part, match.tokens, text)


def swapped(part: Fragment, tokens: Sequence[Token], text: str) -> Fix:
    """From the first of some tokens of a hunk to the last."""
    first, last = tokens[0], tokens[-1]
    end = _end(part, last)
    return (Edit(first.line.body_line, part.column(first), last.last.body_line, end, text),)


def put_before(part: Fragment, token: Token, text: str) -> Fix:
    """Something in front of a token."""
    at, column = token.line.body_line, part.column(token)
    return (Edit(at, column, at, column, text),)


def put_behind(part: Fragment, token: Token, text: str) -> Fix:
    """Something behind a token."""
    at, column = token.last.body_line, _end(part, token)
    return (Edit(at, column, at, column, text),)


def cut(part: Fragment, tokens: Sequence[Token]) -> Fix:
    """Some tokens go, with the blanks in front of them."""
    (edit,) = swapped(part, tokens, "")
    text = tokens[0].line.text[: edit.column]
    return (Edit(edit.at, len(text.rstrip(" \t")), edit.last, edit.end, ""),)


def retyped(line: DiffLine, text: str) -> Fix:
    """All of a line."""
    return (Edit(line.body_line, 0, line.body_line, len(line.text), text),)


def without(lines: Iterable[DiffLine]) -> Fix:
    """Some lines go."""
    return tuple(Edit(line.body_line, 0, line.body_line, 0, None) for line in lines)


def without_gap(around: Sequence[DiffLine], gone: Sequence[DiffLine]) -> Fix:
    """Lines that follow each other go, and a blank one beside them that would part nothing."""
    start, stop = _row(around, gone[0]), _row(around, gone[-1]) + 1
    above = around[start - 1] if start else None
    below = around[stop] if stop < len(around) else None
    is_open = above is not None and (not above.text.strip() or above.text.endswith("{"))
    is_closed = below is not None and below.text.strip() == "}"
    if below and not below.text.strip() and is_open:
        return without([*gone, below])
    if above and not above.text.strip() and is_closed:
        return without([above, *gone])
    return without(gone)


def put_below(line: DiffLine, *texts: str) -> Fix:
    """Lines below one."""
    at, end = line.body_line, len(line.text)
    return (Edit(at, end, at, end, "".join(f"\n{text}" for text in texts)),)


def put_above(line: DiffLine, *texts: str) -> Fix:
    """Lines above one."""
    at = line.body_line
    return (Edit(at, 0, at, 0, "".join(f"{text}\n" for text in texts)),)


def source(part: Fragment, tokens: Sequence[Token]) -> str:
    """Some tokens as they are written, over lines where they are."""
    if not tokens:
        return ""
    first, last = tokens[0], tokens[-1]
    start, end = part.column(first), _end(part, last)
    if first.line is last.last:
        return first.line.text[start:end]
    texts = [line.text for line in _lines(part, tokens)]
    return "\n".join((texts[0][start:], *texts[1:-1], texts[-1][:end]))


def outdented(text: str) -> str:
    """A statement over some lines, one level further out."""
    return text.replace("\n\t", "\n")


def _lines(part: Fragment, tokens: Sequence[Token]) -> Sequence[DiffLine]:
    """The lines of the post-image that some tokens stand in."""
    return part.lines[_row(part.lines, tokens[0].line) : _row(part.lines, tokens[-1].last) + 1]


def _row(lines: Sequence[DiffLine], line: DiffLine) -> int:
    """Where a line is among those of a post-image: they are numbered on."""
    return (line.new or 0) - (lines[0].new or 0)


def _end(part: Fragment, token: Token) -> int:
    """The column behind a token, in the line it ends in."""
    above, _, rest = token.text.rpartition("\n")
    return len(rest) if above else part.column(token) + len(rest)


def renamed(match: Match, callee: str, name: str) -> Fix:
    """The function a metavariable stands for, by another name; its arguments stay aligned."""
    (token, *_) = match.of(callee)
    call = match.call(callee)
    return (
        *swapped(match.fragment, [token], name),
        *moved(match.fragment, call, len(name) - len(token.text)),
    )


def moved(part: Fragment, tokens: Sequence[Token], columns: int) -> Fix:
    """The further lines of an expression, so many columns to the right, as the first one is."""
    edits: list[Edit] = []
    for line in _lines(part, tokens)[1:]:
        margin = line.text[: len(line.text) - len(line.text.lstrip())]
        if margin != line.text:
            edits += aligned(line, len(margin.expandtabs()) + columns)
    return tuple(edits)


def indent(columns: int) -> str:
    """The white space the kernel begins a line with."""
    return "\t" * (columns // TAB) + " " * (columns % TAB)


def revalued(define: Define, value: str) -> Fix:
    """The value of a constant."""
    line = define.line
    start = line.text.find(define.value, line.text.find(define.name) + len(define.name))
    end = start + len(define.value)
    return (Edit(line.body_line, start, line.body_line, end, value),) if start >= 0 else ()


def joined(first: DiffLine, second: DiffLine) -> Fix:
    """Two lines as one."""
    between = " " * (not first.text.rstrip().endswith("("))
    margin = len(second.text) - len(second.text.lstrip())
    return (Edit(first.body_line, len(first.text.rstrip()), second.body_line, margin, between),)


def one_line(first: DiffLine, second: DiffLine) -> str:
    """What that is."""
    start = first.text.rstrip()
    return start + ("" if start.endswith("(") else " ") + second.text.strip()


def aligned(line: DiffLine, column: int) -> Fix:
    """The text of a line begins at a column."""
    margin = len(line.text) - len(line.text.lstrip())
    return (Edit(line.body_line, 0, line.body_line, margin, indent(column)),)


def tabbed(hunk: Hunk, line: DiffLine) -> Fix:
    """Tabs for the blanks a line begins with; none where a level may be less than a tab."""
    if _has_small_levels(hunk):
        return ()
    return aligned(line, len(line.text.expandtabs()) - len(line.text.strip().expandtabs()))


@shared(maxsize=64, of_mail=True)
def _has_small_levels(hunk: Hunk) -> bool:
    """Whether a line begins with so many blanks that they are no tabs."""
    return any(_SMALL.match(line.text) for line in hunk.lines if line.kind is ADDED)


def declared(patch: Patch, at: int) -> tuple[Sequence[DiffLine], Sequence[DiffLine]] | None:
    """The lines of a hunk, and the one of a body line, if a whole declaration stands on it."""
    file, line = patch.anchors.get(at, (None, None))
    if file is None or line is None or line.new is None:
        return None
    hunk = file.hunks[bisect_right(file.hunks, at, key=lambda hunk: hunk.body_line) - 1]
    is_whole = line.text[:1].isalpha() and line.text.rstrip().endswith(";")
    return (hunk.post, [line]) if is_whole else None
