"""Hard-coded error code that replaces the one of the failed function.

Reports an added ``return -ENODEV;`` (or ``err = -ENODEV; goto …;``) right behind a failed call of
a function whose code is known to tell something, as -EPROBE_DEFER does. As a question, also where
any other function failed with an error pointer and its PTR_ERR() is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.chosen_code import is_chosen
from reviewbot.context.c.hunk.failed import by_failure, failed_calls
from reviewbot.context.c.hunk.new import is_new, kernel_code
from reviewbot.context.c.hunk.own_code import adds_code, given_before, own_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.told_failure import gives_code
from reviewbot.context.fix import swapped
from reviewbot.knowledge.told_codes import told_codes, told_failures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.WARNING
BUG = True
KERNEL_ONLY = True


_FAILED = (
    failed_calls("negative", by_failure(told_failures, "negative")),
    failed_calls("null", by_failure(told_failures, "null")),
    Pattern("$p = $callee(...); if (IS_ERR($p))"),
)
WHEN = When(patterns=_FAILED, signs=("-E",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each code that hides the one of the function that failed."""
    by_hunk: dict[Hunk, list[tuple[Match, Token]]] = {}
    for match in (m for each in _FAILED for m in kernel_code(context, each, where=adds_code)):
        code = own_code(match) if gives_code(context, match) else None
        if code and is_new(context, code.line):
            by_hunk.setdefault(match.fragment.hunk, []).append((match, code))
    for hunk, places in by_hunk.items():
        before = given_before(hunk)
        for match, code in sorted(places, key=lambda place: place[0].start):
            if before[code.text]:
                before[code.text] -= 1
            elif match["callee"] in told_codes() or not is_chosen(context, match, code.text):
                yield _remark(match, code)


def _remark(match: Match, code: Token) -> Remark:
    callee = match["callee"]
    is_pointer = told_failures().get(callee, "error_pointer") == "error_pointer"
    facts = {
        "callee": callee,
        "own": f"-{code.text}",
        "given": f"PTR_ERR({match['p']})" if is_pointer else match["p"],
        "code": told_codes().get(callee, ""),
    }
    confidence = Confidence.HIGH if callee in told_codes() else Confidence.MODERATE
    at = next(place for place, token in enumerate(match.branch) if token is code)
    fix = swapped(match.fragment, match.branch[at - 1 : at + 1], facts["given"])
    return Remark(code.line.body_line, facts, confidence, fix=fix)
