"""Added initialiser on one line without a blank inside of its braces.

Reports ``{1, 2}``, ``{ 1, 2}`` and ``{1, 2 }``, where people want ``{ 1, 2 }``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.lex import code_only
from reviewbot.model.fix import Edit
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from reviewbot.model.fix import Fix
    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "brace_blanks"
WHEN = When(files=C, shapes=(r"\{[^\s{}]", r"\}(?<=[^\s{}]\})"))

_LIST = regex(r"\{(?<![({\w]\{)([^{}\n]*)\}(?![)\w])")
_DATA = regex(r"[-.\w\"'&(].*")
_LONGEST = 200  # of a line that is looked at


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each initialiser that sticks to its braces."""
    for part in changed_parts(context):
        for line in part.lines:
            if "{" in line.text and is_new(context, line) and line.new not in part.commented:
                code = code_only(line.text[:_LONGEST])
                found = [one for one in _LIST.finditer(code) if _sticks(one[1])]
                if found:
                    yield Remark(line.body_line, {}, fix=_fix(line, found))


def _fix(line: DiffLine, found: Sequence[re.Match[str]]) -> Fix:
    """A blank at both sides."""
    return tuple(
        Edit(line.body_line, start, line.body_line, end, " ")
        for one in found
        for start, end in (
            (one.start(1), one.end(1) - len(one[1].lstrip())),
            (one.start(1) + len(one[1].rstrip()), one.end(1)),
        )
    )


def _sticks(text: str) -> bool:
    """Whether there is something inside that has no blank at one of its sides; of a 0 nothing is left."""
    if text.strip() == "0":
        return False
    return bool(_DATA.fullmatch(text.strip())) and not (text[0].isspace() and text[-1].isspace())
