"""Added call that ignores a result which practically all other callers look at.

Reports a call that is a statement of its own, of a function that can fail and whose result at least
95 % of its callers in Linux 6.12 use, or where the next line tests an error code that nothing has
set; as a question where it is 80 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.ignored import was_ignored
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.rollback import is_rollback
from reviewbot.context.c.hunk.unset import tests_unset
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.model.finding import Fact

SEVERITY = Severity.WARNING
BUG = True
KERNEL_ONLY = True


_SURE = 0.95


def _known() -> Mapping[str, Any]:
    """The functions whose result is looked at, with how often, by name."""
    return by_name("results", "functions")


_STATEMENT = Pattern("^ $callee(...);", callee=_known)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added call that ignores what it returns."""
    for match in new_code(context, _STATEMENT, partly=True, commented=True, in_tests=False):
        line = match.tokens[0].line
        if not is_new(context, line) or match.is_explained or was_ignored(match):
            continue
        around = tuple(match.code.blocks.around(match.start))
        returned = match.function.returned if match.function else ""
        unset = tests_unset(around)
        if not unset and (returned == "nothing" or is_rollback(around)):
            continue
        test = match.code.tokens[around[0].below[0].start].line if unset else line
        yield Remark(
            line.body_line,
            _facts(match["callee"], unset),
            _confidence(match["callee"], unset, returned),
            (Related(test.body_line, f"tests {unset}"),) if unset else (),
        )


def _facts(callee: str, unset: str) -> dict[str, Fact]:
    """``unset`` is the variable that the next statement tests though nothing has set it."""
    checked, calls = _known()[callee]["checked"], _known()[callee]["calls"]
    return {"callee": callee, "checked": f"{checked:,}", "calls": f"{calls:,}", "unset": unset}


def _confidence(callee: str, unset: str, returned: str) -> Confidence:
    """How sure it is; less where the function around the call may have no way to tell."""
    is_rule = _known()[callee]["checked"] >= _SURE * _known()[callee]["calls"]
    is_sure = unset or (is_rule and returned == "something")
    return Confidence.HIGH if is_sure else Confidence.MODERATE
