"""Added #ifdef CONFIG_PM or CONFIG_PM_SLEEP around the callbacks of a driver.

Asks about a block of nothing but static functions beside a macro for a dev_pm_ops that needs none. Beside an
older macro pm.old_macros tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.pm_callbacks import POINTERS, guarded_callbacks
from reviewbot.knowledge.layout import is_tool
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "new_pm_macros"
WHEN = When(files=C, words=("CONFIG_PM", "CONFIG_PM_SLEEP"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added condition around such functions."""
    for file in context.files:
        for hunk in () if is_tool(file.path) or not file.is_c else file.hunks:
            for each in guarded_callbacks(hunk) if _is_by_macro(hunk) else ():
                if is_new(context, each.opening):
                    wrap = POINTERS[each.option]
                    facts = {"guard": each.opening.text.strip(), "wrap": wrap}
                    at = each.opening.body_line
                    yield Remark(at, facts, Confidence.MODERATE, recommends=(wrap,))


def _is_by_macro(hunk: Hunk) -> bool:
    """Whether the callbacks go into a macro of the newer kind, and none of the older is added."""
    macros = by_name("pm_macros", "macros")
    newer = {each["instead"] for each in macros.values()}
    return not newer.isdisjoint(hunk.words) and hunk.added_words.isdisjoint(macros)
