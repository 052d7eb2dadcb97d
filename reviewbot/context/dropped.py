"""The fix that takes a statement away, and what then would be left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.tokens import A_NAME
from reviewbot.context.fix import cut, without, without_gap
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.fix import Fix

_BEFORE = (";", "{", "}")  # a statement that is no branch by itself
_CONTROLS = ("if", "for", "while")


def dropped(match: Match) -> Fix:
    """A call that is a statement goes; nothing where it is more, or something would be left over."""
    return dropped_tokens(match.fragment, match.code, match.start, match.stop + 1)


def dropped_tokens(part: Fragment, code: Code, start: int, stop: int) -> Fix:
    """The statement of these tokens, with its semicolon, goes; as above."""
    if code.text(stop - 1) != ";" or not start or code.text(start - 1) not in _BEFORE:
        return ()
    first, last = code.tokens[start].line.new or 0, code.tokens[stop - 1].last.new or 0
    beside = (*code.tokens[start - 1 : start], *code.tokens[stop : stop + 1])
    is_shared = any(t.last.new in (first, last) or t.line.new in (first, last) for t in beside)
    if is_shared or code.text(stop) == "" or _is_last_word(part, code, start, stop):
        return ()
    opening = _opening(code, start)
    closing = code.closing.get(opening, 0)
    if closing == stop and opening == start - 1:
        return ()  # an empty block would be left
    top = part.lines[0].new or 0
    lines = part.lines[first - top : last - top + 1]
    return (*without_gap(part.lines, lines), *_braces(part, code, opening, start, stop))


def _opening(code: Code, at: int) -> int:
    """The brace that opens the block around."""
    at -= 1
    while at >= 0 and code.texts[at] != "{":
        spend()
        at = code.opening.get(at, at) - 1
    return at


def _is_last_word(part: Fragment, code: Code, start: int, stop: int) -> bool:
    """Whether a variable is named nowhere else, so that it would be left over."""
    gone = code.tokens[start:stop]
    function = part.function(gone[0])
    known = declarations(function) if function else {}
    for name in set(_variables(gone)):
        others = len(code.places[name]) - sum(token.text == name for token in gone)
        is_local = name in known and not known[name][0].is_parameter
        if others < 1 + is_local:
            return True
    return False


def _variables(tokens: Sequence[Token]) -> Iterator[str]:
    """The names that are no function, member or constant."""
    texts = ["", *(token.text for token in tokens), ""]
    for at, token in enumerate(tokens, 1):
        is_member, is_called = texts[at - 1] in ("->", "."), texts[at + 1] == "("
        is_other = is_member or is_called or token.text.isupper() or token.text.startswith("__")
        if token.kind is A_NAME and not is_other:
            yield token.text


def _braces(part: Fragment, code: Code, opening: int, start: int, stop: int) -> Fix:
    """The braces go, too, where one short statement is left in them and no else is near."""
    closing = code.closing.get(opening)
    if closing is None or code.text(opening - 1) != ")" or code.text(closing + 1) == "else":
        return ()
    condition = code.opening.get(opening - 1, 0)
    is_control = code.text(condition - 1) in _CONTROLS and code.text(condition - 2) != "else"
    left = (*code.tokens[opening + 1 : start], *code.tokens[stop:closing])
    texts = [token.text for token in left]
    is_one = texts[-1:] == [";"] and texts.count(";") == 1 and texts[0] not in _CONTROLS
    is_short = bool(left) and left[0].line is left[-1].last
    end = code.tokens[closing].line
    if is_control and is_one and is_short and "{" not in texts and end.text.strip() == "}":
        return (*cut(part, [code.tokens[opening]]), *without([end]))
    return ()
