"""New C file that includes linux/kernel.h and uses nothing of that header itself.

Reports it: most of what people want of it has moved to headers of its own, which it includes. What had
not when the mail was sent is of that header.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.helpers import is_to_come
from reviewbot.context.includes import new_sources
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("include.unused",)
WHEN = When(files=C, signs=("<linux/kernel.h>",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each include of it."""
    known = table("kernel_header")
    later = (each["names"] for each in known["moved"] if is_to_come(each["since"], context))
    names = frozenset(chain(known["names"], *later))
    for source in new_sources(context):
        if names.isdisjoint(source.words | source.to_come):
            for each in source.own:
                if each.header == known["header"]:
                    facts = {"header": each.header}
                    yield Remark(each.line.body_line, facts)
