"""Result tested for NULL where failure is an error pointer, or the other way round.

Reports, right behind ``p = f(…);``, an ``if (!p)`` where f is known to return an error pointer when
it fails, and an ``if (IS_ERR(p))`` where f is known to return NULL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.failed import by_failure, end_of_given, failed_calls
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.fix import swapped
from reviewbot.knowledge.failing import fails_with, usual_codes
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.fix import Fix

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True
VARIES = ("test",)


_NULL_TESTED = failed_calls("null", by_failure(fails_with, "error_pointer"))
_ERROR_TESTED = failed_calls("error_pointer", by_failure(fails_with, "null"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each test that cannot see the failure."""
    for match in new_code(context, _NULL_TESTED, partly=True, commented=True):
        facts = {"returns": "an error pointer", "test": f"IS_ERR({match['p']})"}
        fix = (*_test(match, facts["test"]), *_code(match))
        yield from _remarks(match, {**facts, "zero": "", "code": ""}, fix=fix)
    for match in new_code(context, _ERROR_TESTED, partly=True, commented=True):
        cast = end_of_given(match, "ERR_CAST")
        zero = cast or end_of_given(match)
        code = usual_codes().get(match["callee"], "") if zero else ""
        facts = {
            "returns": "NULL",
            "test": f"!{match['p']}",
            "zero": f"{'ERR_CAST' if cast else 'PTR_ERR'}({match['p']})" if zero else "",
            "code": f"ERR_PTR({code})" if cast and code else code,
        }
        fix = _test(match, facts["test"]) if not zero else ()
        yield from _remarks(match, facts, zero, fix)


def _test(match: Match, test: str) -> Fix:
    """The test that sees it."""
    start = match.tokens.index(match.first("if")) + 2
    return swapped(match.fragment, match.tokens[start:-1], test)


def _code(match: Match) -> Fix:
    """The error itself, where the branch is nothing but ``return -CODE;``."""
    is_code = [token.text for token in match.branch[:2]] == ["return", "-"]
    code = match.branch[1:-1] if is_code else ()
    return swapped(match.fragment, code, f"PTR_ERR({match['p']})") if code else ()


def _remarks(
    match: Match, facts: Mapping[str, str], zero: Token | None = None, fix: Fix = ()
) -> Iterator[Remark]:
    """A remark at the test or, where only that is new, at the call."""
    added = (match.first(word).line for word in ("if", match["callee"]))
    line = next((line for line in added if line.kind is LineKind.ADDED), None)
    if line:
        nothing = "NULL" if facts["zero"].startswith("ERR_CAST") else "0"
        related = (Related(zero.last.body_line, f"would be {nothing}"),) if zero else ()
        yield Remark(line.body_line, {"callee": match["callee"], **facts}, related=related, fix=fix)
