"""Blank line where none is needed: behind ``{``, before ``}``, or a second one in a row.

Reports added ones at the edges of blocks of statements, and several in a row between lines of
code or before ``#endif``. Not beside comments and other directives, nor in types and initialisers,
nor where another in sight was there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.blanks import new_gaps, old_gaps
from reviewbot.context.fix import without
from reviewbot.model.budget import shared
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.blanks import Gap
    from reviewbot.context.c.hunk.fragment import Fragment

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KINDS = ("where",)
MOOT_BESIDE = ("style.whitespace",)  # whoever mends these sees the line
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"^\s*$",))

_OPENS = regex(r"[\t ]++(?!switch\b).*(?:\)|\belse|\bdo)[ ]\{$")
_CLOSES = regex(r"[\t ]*\}(?:$|[ ](?:else|while)\b)")
_NO_CODE = regex(r"[\t ]*(?:#|/\*|//|\*)")
_ENDS = regex(r"#\s*endif\b")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each blank line that parts nothing."""
    for gap in new_gaps(context):
        where = _where(gap)
        if where and where not in _usual(gap.part):
            added = gap.added
            is_first_kept = where == "twice" and len(added) == len(gap.blanks)
            fix = without(added[is_first_kept:])
            yield Remark(added[-1].body_line, {"where": where}, fix=fix)


@shared(maxsize=1024, of_mail=True)
def _usual(part: Fragment) -> frozenset[str]:
    """What the gaps that were there in a hunk have: whoever wrote them writes so."""
    return frozenset(map(_where, old_gaps(part)))


def _where(gap: Gap) -> str:
    """What is wrong with the gap, in the words of the template; empty where nothing is."""
    above, below = gap.above.text, gap.below.text
    where = "twice" if gap.stop - gap.start > 1 else ""
    if above.endswith("{") and _OPENS.match(above):
        where = "after {"
    elif "}" in below and _CLOSES.match(below):
        where = "before }"
    if where and any(map(_NO_CODE.match, (above, below))):
        return "twice" if gap.stop - gap.start > 1 and _ENDS.match(below) else ""
    return where
