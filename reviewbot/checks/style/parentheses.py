"""Parentheses that hold nothing together.

Reports an added ``return (x | y);``, ``if ((x))``, ``= (x) ?``, ``&& (f(x))``, ``| (FLAG)`` and ``~(FLAG)``. Not where the value goes on over
lines, nor around an assignment that is tested, nor where the file had the line or several ``return (x);`` before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import forms_before
from reviewbot.context.c.hunk.new import new_code, removes
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.written import new_written
from reviewbot.context.fix import rewritten
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c", ".h"), signs=("return (", "((", ") ?", "= (", "| (", "& (", "~("))

_INSIDE = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_WHOLE = (
    (Pattern("return ($x);"), "return (", "return $x;", regex(rf"\breturn {_INSIDE};")),
    (Pattern("if (($x))"), "if ((", "if ($x)", regex(rf"\bif \({_INSIDE}\)")),
)
_SOME = 3  # of a file, that are its way
_CHOSEN = regex(
    r"\( (?:(?<=return \( )|(?<=[=(] \( ))(?P<x>!? ?\w+(?: (?:->|\.) \w+)*(?: \( [^()]+ \))?) \)(?= \?)"
    r"|\( (?<=[=!]= \( )(?P<number>\d\w*) \)"
    r"|\( (?:(?<=&& \( )|(?<=\|\| \( ))(?P<call>!? ?\w+ \( [^()]+ \)) \)(?= (?:&&|\|\||\)))"
    r"|\( (?<=[|&~] \( )(?P<flag>[A-Z][A-Z0-9_]+) \)(?= [|&;,)])"
)
_NAMES = ("x", "number", "call", "flag")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each pair."""
    for pattern, written, template, form in _WHOLE:
        for match in new_code(context, pattern, commented=True):
            texts = {token.text for token in match.of("x")}
            is_line = match.tokens[0].line is match.tokens[-1].line
            was_so = removes(match.fragment.hunk, written)
            is_empty = is_line and not was_so and texts.isdisjoint(("=", "{", "?"))
            if is_empty and not _is_way(context, match.line, form):
                yield _remark(match, template)
    for match in new_written(context, _CHOSEN, "("):
        name = next(name for name in _NAMES if name in match.bound)
        if not removes(match.fragment.hunk, f"({match[name]})"):
            yield _remark(match, f"${name}")


def _is_way(context: DiffContext, line: DiffLine, form: re.Pattern[str]) -> bool:
    """Whether the file had the very line, or several of that form: whoever wrote it writes it so."""
    file, _ = context.patch.anchors.get(line.body_line, (None, None))
    if file is None:
        return False
    found = forms_before(context, file, form)
    return line.text.strip() in found or found.total() >= _SOME


def _remark(match: Match, template: str) -> Remark:
    """That they can go."""
    return Remark(match.line.body_line, {}, fix=rewritten(match, template))
