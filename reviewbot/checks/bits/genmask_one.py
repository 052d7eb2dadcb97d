"""Added mask of a single bit that is written as a range from the bit to itself.

Asks about ``GENMASK(7, 7)``: BIT(7). Not where the file has that one several times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import has_form
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.lex import blank
from reviewbot.context.fix import retyped
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("GENMASK", "GENMASK_ULL"))

_ONE = regex(r"\bGENMASK(_ULL)?\((\w+), ?\2\)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for part in changed_parts(context):
        for line in part.lines if "GENMASK" in part.hunk.added_text else ():
            found = _ONE.search(blank(line.text, strings=True)) if "GENMASK" in line.text else None
            if found and is_new(context, line) and not has_form(context, line, _ONE):
                macro = f"BIT{found[1] or ''}"
                facts = {"written": found[0], "instead": f"{macro}({found[2]})"}
                fix = retyped(line, _ONE.sub(rf"{macro}(\2)", line.text))
                at = line.body_line
                yield Remark(at, facts, recommends=(macro,), fix=fix)
