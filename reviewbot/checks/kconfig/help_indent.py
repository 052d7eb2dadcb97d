"""Help text that is not indented by a tab and two blanks.

Reports its first line, where the option is new and indented by tabs, and no other help of the hunk is
indented as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import aligned
from reviewbot.context.kconfig import new_options
from reviewbot.model.budget import spend
from reviewbot.model.patch import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine

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
            if _is_form(context, line):
                continue
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


def _is_form(context: DiffContext, line: DiffLine) -> bool:
    """Whether a help text that was there is as far to the right: nothing else is, but by a tab."""
    file, _ = context.patch.anchors.get(line.body_line, (None, None))
    lines = file.hunk_of(line)[0].lines if file else ()
    spend(len(lines))
    side = margin(line.text)
    old = (each for each in lines if each.kind is CONTEXT and each.text.strip())
    return bool(side.strip("\t")) and any(margin(each.text) == side for each in old)
