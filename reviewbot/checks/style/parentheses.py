"""Parentheses that hold nothing together.

Reports an added ``return (x | y);``, ``if ((x))``, ``= (x) ?``, ``&& (f(x))`` and ``| (FLAG)``. Not where the value goes on over
lines, nor around an assignment that is tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import new_code, removes
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.written import new_written
from reviewbot.context.fix import rewritten
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c", ".h"), signs=("return (", "((", ") ?", "= (", "| (", "& ("))

_WHOLE = (
    (Pattern("return ($x);"), "return (", "return $x;"),
    (Pattern("if (($x))"), "if ((", "if ($x)"),
)
_CHOSEN = regex(
    r"\( (?:(?<=return \( )|(?<=[=(] \( ))(?P<x>!? ?\w+(?: (?:->|\.) \w+)*(?: \( [^()]+ \))?) \)(?= \?)"
    r"|\( (?<=[=!]= \( )(?P<number>\d\w*) \)"
    r"|\( (?:(?<=&& \( )|(?<=\|\| \( ))(?P<call>!? ?\w+ \( [^()]+ \)) \)(?= (?:&&|\|\||\)))"
    r"|\( (?<=[|&] \( )(?P<flag>[A-Z][A-Z0-9_]+) \)(?= [|&;,)])"
)
_NAMES = ("x", "number", "call", "flag")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each pair."""
    for pattern, written, template in _WHOLE:
        for match in new_code(context, pattern, commented=True):
            texts = {token.text for token in match.of("x")}
            is_line = match.tokens[0].line is match.tokens[-1].line
            was_so = removes(match.fragment.hunk, written)
            if is_line and not was_so and texts.isdisjoint(("=", "{", "?")):
                yield _remark(match, template)
    for match in new_written(context, _CHOSEN, "("):
        name = next(name for name in _NAMES if name in match.bound)
        if not removes(match.fragment.hunk, f"({match[name]})"):
            yield _remark(match, f"${name}")


def _remark(match: Match, template: str) -> Remark:
    """That they can go."""
    return Remark(match.line.body_line, {}, fix=rewritten(match, template))
