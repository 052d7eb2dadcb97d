"""Added division of a hardware monitor's value that rounds down.

Asks about ``*val = … / 1000;`` where a value is read, and about ``val / 1000`` where one is written: what
is read should be what was written, which it is with DIV_ROUND_CLOSEST().
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.hwmon import is_hwmon
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), shapes=(r" / (?=[1-9A-Z])", r"/= (?=[1-9A-Z])"))

_BY = r"(?:[1-9]\d+|[2-9]|[A-Z]\w+)"
_DIVIDED = regex(
    rf"\* (?<!\w \* )(?P<read>\w+) (?:/=|= [^;{{}}]* /) {_BY} ;"
    rf"|val(?<=\b(?P<written>val)) (?:/=|/) {_BY}(?= [;)])"
)
_HELPER = "DIV_ROUND_CLOSEST"


def check(context: DiffContext) -> Iterator[Remark]:
    """Ask about each of them."""
    for match in new_written(context, _DIVIDED, "/"):
        file = file_of(context, match)
        if file and is_hwmon(file) and not match.is_commented and _is_value(match):
            yield Remark(match.line.body_line, {}, Confidence.MODERATE, recommends=(_HELPER,))


def _is_value(match: Match) -> bool:
    """Whether it is a parameter that is a value, or where one is to be put."""
    kind = "read" if "read" in match.bound else "written"
    wanted = "long *" if kind == "read" else "long"
    known = declarations(match.function) if match.function else {}
    is_given = any(each.is_parameter and each.type == wanted for each in known.get(match[kind], ()))
    return is_given and not any(token.text.startswith("DIV_") for token in match.tokens)
