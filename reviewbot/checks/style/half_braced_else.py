"""Braces around one branch of an if/else and not around the other.

Reports an added ``} else statement;`` and an added ``statement; else {``, and braces that are added beside an
old else: where one branch needs braces, all of them have them. Where the branch above always leaves, it is the
else that is asked about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.chains import last_word
from reviewbot.context.c.hunk.half_braced import is_half_braced, was_half_braced
from reviewbot.context.c.hunk.new import is_new, kernel_code, new_code, removes
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import put_before, put_behind, put_below
from reviewbot.model.patch import ADDED, CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("flow.else_after_return",)

_MOST = 100  # tokens of a line
_BRACE = regex(r"^\s*\}$|\) \{$", re.MULTILINE)
_ELSE = Pattern("else")
_JUMPS = frozenset(("return", "goto", "break", "continue"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each else that has braces on one side only."""
    for match in new_code(context, _ELSE, commented=True):
        if is_new(context, match.line) and is_half_braced(match) and not was_half_braced(match):
            jump = _jump(match)
            fix = () if jump else _fix(match)
            yield Remark(match.line.body_line, {"jump": jump}, fix=fix)
    for match in kernel_code(context, _ELSE, where=_adds_brace):
        if _has_new_brace(match) and is_half_braced(match) and not was_half_braced(match):
            yield Remark(match.line.body_line, {"jump": _jump(match)})


def _adds_brace(hunk: Hunk) -> bool:
    """Whether a brace may be put around a branch beside an old else."""
    return bool(_BRACE.search(hunk.added_text))


def _has_new_brace(match: Match) -> bool:
    """Whether an else that was there has one now that ends the branch above, or begins its own."""
    code, above = match.code, match.code.tokens[match.start - 1] if match.start else None
    if match.line.kind is not CONTEXT or above is None:
        return False
    if above.text == "}":
        return above.line.kind is ADDED and not removes(match.fragment.hunk, above.line.text)
    after = code.behind(match.stop + 1) if code.text(match.stop) == "if" else match.stop
    return code.text(after) == "{" and code.tokens[after].line.kind is ADDED


def _jump(match: Match) -> str:
    """How the branch above always leaves, if it is the first: the else can go then."""
    code, end = match.code, match.start - 1
    opening = code.opening.get(end, 0) if match.before == "}" else 0
    test = code.opening.get(opening - 1, 0) - 1
    if test < 1 or code.text(test - 1) == "else":
        return ""
    word = last_word(code.texts[opening : end + 1])
    return word if word in _JUMPS else ""


def _fix(match: Match) -> Fix:
    """Braces on the other side, too, where one line stands there."""
    part, code, word = match.fragment, match.code, match.tokens[0]
    side = margin(word.line.text)
    if match.before == "}":
        end = code.behind_statement(match.stop, _MOST) - 1
        line = code.tokens[end].last
        if end < 0 or code.text(match.stop) == "if" or code.tokens[match.stop].line is not line:
            return ()
        return (*put_behind(part, word, " {"), *put_below(line, f"{side}}}"))
    last = code.tokens[match.start - 1]
    first = next(at for at in range(match.start) if code.tokens[at].line is last.line)
    above = code.tokens[first - 1]
    if above.text != ")" or above.line is last.line or last.line is word.line:
        return ()
    return (*put_behind(part, above, " {"), *put_before(part, word, "} "))
