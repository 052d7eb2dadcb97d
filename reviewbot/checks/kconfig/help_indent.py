"""Help text that is not indented by a tab and two blanks.

Reports its first line, where the option is new and indented by tabs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.kconfig import new_options

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(words=("help",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each option."""
    for option in new_options(context):
        is_tabbed = option.lines[1:] and option.lines[1].text.startswith("\t")
        for line in option.said[:1] if is_tabbed else ():
            if not line.text.startswith("\t  ") or line.text[3:4].isspace():
                yield Remark(line.body_line, {}, Confidence.MODERATE)
