"""Added #ifdef CONFIG_PM or CONFIG_PM_SLEEP around the callbacks of a driver.

Asks about a block of nothing but static functions in a file that puts them into a dev_pm_ops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.conditionals import conditionals
from reviewbot.context.c.hunk.new import is_new
from reviewbot.knowledge.layout import is_tool
from reviewbot.knowledge.load import by_name
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.conditionals import Conditional

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "new_pm_macros"
WHEN = When(files=C, words=("CONFIG_PM", "CONFIG_PM_SLEEP"))

_OPTIONS = {"CONFIG_PM": "pm_ptr", "CONFIG_PM_SLEEP": "pm_sleep_ptr"}
_CALLBACK = regex(r"static int (?:__maybe_unused )?\w*(?:suspend|resume)\w*\(struct device \*")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added condition around such functions."""
    for file in context.files:
        for hunk in () if is_tool(file.path) or not file.is_c else file.hunks:
            by_macro = not hunk.added_words.isdisjoint(by_name("pm_macros", "macros"))
            for each in conditionals(hunk) if by_macro else ():
                if _has_only_callbacks(each) and is_new(context, each.opening):
                    wrap = _OPTIONS[each.option]
                    facts = {"guard": each.opening.text.strip(), "wrap": wrap}
                    at = each.opening.body_line
                    yield Remark(at, facts, Confidence.MODERATE, recommends=(wrap,))


def _has_only_callbacks(part: Conditional) -> bool:
    """Whether these are functions with such names and nothing that is not static."""
    lines = [line.text for line in part.inside if line.text[:1].isalpha()]
    is_static = all(text.startswith("static ") for text in lines)
    return part.option in _OPTIONS and is_static and bool(_CALLBACK.match(part.code))
