"""Added NULL check before a call that already rejects NULL and logs it.

Reports ``res = f(…); if (!res) return …;`` directly before ``p = g(…, res);`` where g is known to
check that argument for NULL, to print a message and to fail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import NULL, Pattern
from reviewbot.context.fix import without_gap
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
VARIES = ("variable",)


def _checked() -> Mapping[str, object]:
    """The functions that check their last argument."""
    return by_name("checked_arguments", "functions")


_CHECKED_TWICE = Pattern(
    "$p = $get(...); if (TEST) { return -$code; } $result = $callee(..., $p);",
    TEST=NULL,
    callee=_checked,
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each check that the next call makes again."""
    for match in new_code(context, _CHECKED_TWICE, partly=True):
        test = match.first("if").line
        if is_new(context, test) and match["code"].startswith("E"):
            facts = {"callee": match["callee"], "variable": match["p"]}
            yield Remark(test.body_line, facts, fix=_fix(match))


def _fix(match: Match) -> Fix:
    """Without the test."""
    start = match.tokens.index(match.first("if"))
    stop = next(at for at, token in enumerate(match.tokens) if at > start and token.text == ";")
    brace = match.tokens[stop + 1].text == "}"
    first, last = match.tokens[start].line.new or 0, match.tokens[stop + brace].last.new or 0
    gone = [line for line in match.lines() if (line.new or 0) in range(first, last + 1)]
    return without_gap(match.fragment.lines, gone)
