"""Added macro for power management callbacks that a newer one replaced.

Reports the macros of knowledge/pm_macros.toml, as SIMPLE_DEV_PM_OPS(): the newer ones need neither
#ifdef nor __maybe_unused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import by_name
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True


def _old() -> Mapping[str, Any]:
    """The macros that were replaced."""
    return by_name("pm_macros", "macros")


_USED = Pattern("$macro($suspend, ...)", macro=_old)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added use of an old macro."""
    for match in new_code(context, _USED, commented=True):
        hunk, known = match.fragment.hunk, _old()[match["macro"]]
        if match["macro"] in hunk.removed_words or "EXPORT" in match.before:
            continue
        facts = {
            "instead": known["instead"],
            "wrap": known["wrap"],
            "guarded": "__maybe_unused" in hunk.added_words
            or not hunk.added_words.isdisjoint(_OPTIONS),
        }
        before = match.code.tokens[max(match.start - 1, 0)].line
        sure = Confidence.HIGH if before.kind is LineKind.ADDED else Confidence.MODERATE
        helpers = (known["instead"], known["wrap"])
        yield Remark(match.line.body_line, facts, sure, recommends=helpers)


_OPTIONS = frozenset(("CONFIG_PM", "CONFIG_PM_SLEEP"))
