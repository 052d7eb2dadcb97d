"""Help text that is not indented by a tab and two blanks.

Reports its first line, where the option is new and indented by tabs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import aligned
from reviewbot.context.kconfig import new_options

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(words=("help",))

_COLUMN = 10  # a tab and two blanks


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each option."""
    for option in new_options(context):
        is_tabbed = option.lines[1:] and option.lines[1].text.startswith("\t")
        for line in option.said[:1] if is_tabbed else ():
            if not line.text.startswith("\t  ") or line.text[3:4].isspace():
                side = len(margin(line.text).expandtabs())
                fix = tuple(
                    edit
                    for each in option.said
                    for edit in aligned(
                        each, _COLUMN + max(len(margin(each.text).expandtabs()) - side, 0)
                    )
                )
                yield Remark(line.body_line, {}, fix=fix)
