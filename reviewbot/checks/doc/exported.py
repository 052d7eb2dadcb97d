"""New exported function without a comment, beside exported ones with kernel-doc.

Asks about it where the patch shows another exported function of the file below its kernel-doc.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import is_new, is_new_function
from reviewbot.context.c.hunk.tokens import A_COMMENT, A_DIRECTIVE
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.functions import Function

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=C, signs=("EXPORT_SYMBOL",))

_EXPORTS = "EXPORT_SYMBOL"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at its head."""
    for file in context.files:
        parts = [fragment(h) for h in file.hunks] if file.is_c and not is_tool(file.path) else []
        above = [found for part in parts for found in _above(part)]
        documented = [name_of(each) for each, note in above if note.startswith("/**")]
        for each, note in above if documented else ():
            line = each.header[0].line
            if not note and is_new_function(each) and is_new(context, line):
                facts = {"name": name_of(each), "other": documented[0]}
                yield Remark(line.body_line, facts, Confidence.MODERATE)


def _exported(part: Fragment) -> Iterator[Function]:
    """The functions of a hunk with whose names one of the macros stands there."""
    code = part.code
    macros = [word for word in code.places if word.startswith(_EXPORTS)]
    names = {code.text(at + 2) for word in macros for at in code.places[word]}
    for function in part.functions if names else ():
        if function.header and name_of(function) in names:
            yield function


def _above(part: Fragment) -> Iterator[tuple[Function, str]]:
    """The exported functions of a hunk, each with the comment or directive right above it, if any."""
    exported = tuple(_exported(part))
    spend(len(part.everything) if exported else 0)
    notes = {
        id(below): above.text
        for above, below in pairwise(part.everything if exported else ())
        if above.kind in (A_COMMENT, A_DIRECTIVE)
    }
    return ((function, notes.get(id(function.header[0]), "")) for function in exported)
