"""Added initialiser on one line without a blank inside of its braces.

Reports ``{1, 2}``, ``{ 1, 2}`` and ``{1, 2 }``, where people want ``{ 1, 2 }``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.lex import code_only
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
ELSEWHERE = Confidence.LOW
WHEN = When(files=C, signs=("{",))

_LIST = regex(r"(?<![({\w])\{([^{}\n]*)\}(?![)\w])")
_DATA = regex(r"[-.\w\"'&(].*")
_LONGEST = 200  # of a line that is looked at


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each initialiser that sticks to its braces."""
    for part in changed_parts(context):
        for line in part.lines:
            if "{" in line.text and is_new(context, line) and line.new not in part.commented:
                code = code_only(line.text[:_LONGEST])
                if any(_sticks(one[1]) for one in _LIST.finditer(code)):
                    yield Remark(line.body_line, {})


def _sticks(text: str) -> bool:
    """Whether there is something inside that has no blank at one of its sides."""
    return bool(_DATA.fullmatch(text.strip())) and not (text[0].isspace() and text[-1].isspace())
