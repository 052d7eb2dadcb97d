"""Braces around one branch of an if/else and not around the other.

Reports an added ``} else statement;`` and an added ``statement; else {``: where one branch needs
braces, all of them have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import put_before, put_behind, put_below
from reviewbot.model.budget import spend
from reviewbot.model.patch import REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("flow.else_after_return",)

_MOST = 100  # tokens of a line
_ELSE = Pattern("else")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each else that has braces on one side only."""
    for match in new_code(context, _ELSE, commented=True):
        if is_new(context, match.line) and _is_half_braced(match) and not _was_half_braced(match):
            yield Remark(match.line.body_line, fix=_fix(match))


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


def _was_half_braced(match: Match) -> bool:
    """Whether the else of a removed line had its braces on the same side."""
    spend(len(match.fragment.hunk.lines))
    removed = (line.text for line in match.fragment.hunk.lines if line.kind is REMOVED)
    elses = [_side(text) for text in removed if "else" in text]
    return _side(match.line.text) in elses


def _side(text: str) -> tuple[bool, bool]:
    return text.lstrip().startswith("}"), text.rstrip().endswith("{")


def _is_half_braced(match: Match) -> bool:
    """Whether braces stand on one side; behind an ``else if`` those of its branch count."""
    code, after = match.code, match.stop
    if code.text(after) == "if":
        after = code.behind(after + 1)
    beside = (match.before, code.text(after))
    if not all(beside) or any(text.startswith("#") for text in beside):
        return False
    if match.before != "}":
        return code.text(after) == "{"
    opening = code.opening.get(match.start - 1, 0)
    condition = code.opening.get(opening - 1, 0)  # of an if, or of a loop without braces around
    return code.text(after) != "{" and condition > 0 and code.text(condition - 1) == "if"
