"""Comma behind the last value of an entry that stands on one line.

Asks about an added ``{ .compatible = "frob,a", },``: nothing will be added there without the line being
changed. Not where lines of the hunk that stay or go have the like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.model.fix import Edit
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "inner_comma"
WHEN = When(files=C, shapes=(r", ?\},",))

_ENTRY = regex(r"\t+\{ ?[.\w\"&(][^{}\n]{0,200}?[^\s,{}](?P<comma>,) ?\},(?:[ \t]*/\*.*\*/)?")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for part in changed_parts(context):
        lines = part.hunk.lines if "}," in part.text else ()
        found = [(line, one) for line in lines if (one := _ENTRY.fullmatch(line.text))]
        if all(line.kind is ADDED for line, _ in found):
            for line, one in found:
                if is_new(context, line):
                    edit = Edit(
                        line.body_line, *one.span("comma")[:1], line.body_line, one.end("comma"), ""
                    )
                    yield Remark(line.body_line, {}, fix=(edit,))
