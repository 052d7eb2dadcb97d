"""Statement that is not indented as far as the block it stands in.

Asks about the first added statement of a block that begins in another column than one tab behind what
opens it, and about a closing brace that does not stand below that. Only where all is indented by tabs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.code_blocks import opened
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, signs=("{",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line that stands in another column."""
    for part in changed_parts(context):
        for block in opened(part):
            wanted = f"{margin(block.head.text)}\t"
            off = [line for line in block.statements if margin(line.text) != wanted]
            first = off[0] if off else None
            if len(off) * 2 > len(block.statements) > 1:
                continue  # all of it: the head may be what is off
            if first and is_new(context, first) and not margin(first.text).endswith(" "):
                yield Remark(first.body_line, {}, Confidence.MODERATE)
            end = block.end
            if end and end.kind is ADDED and margin(end.text) != margin(block.head.text):
                yield Remark(end.body_line, {}, Confidence.MODERATE)
