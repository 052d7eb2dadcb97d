"""Added macro for power management callbacks that a newer one replaced.

Reports the macros of knowledge/pm_macros.toml, as SIMPLE_DEV_PM_OPS(): the newer ones need neither
#ifdef nor __maybe_unused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.pm_callbacks import guarded_callbacks
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("instead",)
KERNEL_ONLY = True
CONVENTION = "new_pm_macros"

_OPTIONS = frozenset(("CONFIG_PM", "CONFIG_PM_SLEEP"))


def _old() -> Mapping[str, Any]:
    """The macros that were replaced."""
    return by_name("pm_macros", "macros")


_USED = Pattern("$macro($suspend, ...)", macro=_old)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added use of an old macro."""
    words = frozenset[str]()
    for match in new_code(context, _USED, commented=True):
        words = words or frozenset(w for f in context.files for h in f.hunks for w in h.words)
        hunk, known = match.fragment.hunk, _old()[match["macro"]]
        if match["macro"] in hunk.removed_words or "EXPORT" in match.before:
            continue
        wrap = _wrap(known, words)
        facts = {
            "instead": known["instead"],
            "wrap": "" if {wrap, known["wrap"]} & words else wrap,
            "guarded": "__maybe_unused" in hunk.added_words
            or not hunk.added_words.isdisjoint(_OPTIONS),
        }
        before = match.code.tokens[_before(match)].line
        sure = Confidence.HIGH if before.kind is LineKind.ADDED else Confidence.MODERATE
        helpers = (known["instead"], wrap)
        related = tuple(
            Related(each.opening.body_line, "not needed then", counts=False)
            for each in guarded_callbacks(hunk)
            if is_new(context, each.opening)
        )
        yield Remark(match.line.body_line, facts, sure, related, helpers)


def _before(match: Match) -> int:
    """What stands before it and the macros beside it: the brace of the operations it joins."""
    code, at = match.code, match.start - 1
    while at > 0 and code.texts[at] == ")" and at in code.opening:
        at = code.opening[at] - 2
    return max(at, 0)


def _wrap(known: Mapping[str, Any], words: frozenset[str]) -> str:
    """What the pointer to the operations goes through: other words tell of runtime callbacks."""
    has_runtime = not words.isdisjoint(table("pm_macros")["runtime"])
    return str(known.get("wrap_beside", known["wrap"]) if has_runtime else known["wrap"])
