"""Hard-coded error code where the variable of a failed call has one already.

Reports an added ``return -EIO;`` (or ``err = -EIO; goto ...;``) behind ``err = f(...); if (err)``,
whatever is known of the function; the variable is named as one that holds an error code. As a
question where it has another name, but is below 0, and where the code says that something is not there, as
the function has found by itself elsewhere, unless another function gives it for the same call without that;
and where the series takes a driver out of staging, whose code is that of before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.chosen_code import is_by_choice, says_absence
from reviewbot.context.c.hunk.new import is_new, kernel_code
from reviewbot.context.c.hunk.own_code import adds_code, given_before, own_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.signed import holds_a_code
from reviewbot.context.staging import leaves_staging
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.load import table
from reviewbot.knowledge.told_codes import told_codes
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True

_FAILED = Pattern("$p = $callee(...); if (TEST)", TEST=("$p", "$p < 0", "$p != 0"))
WHEN = When(patterns=(_FAILED,), signs=("-E",))
_NO_CODE = regex(table("error_codes")["answers"])


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each code that stands for one that a variable has."""
    given: dict[Hunk, Counter[str]] = {}
    places: list[tuple[Match, Token]] = []
    for match in kernel_code(context, _FAILED, where=adds_code):
        code = own_code(match) if _has_code(context, match) else None
        if code and is_new(context, code.line) and not is_by_choice(context, match, code):
            before = given.setdefault(match.fragment.hunk, given_before(match.fragment.hunk))
            if before[code.text]:
                before[code.text] -= 1
            else:
                places.append((match, code))
    is_moved = leaves_staging(context) if places else False
    sure = {_kind(*place) for place in places if _is_sure(*place)}  # true of it at all places
    for match, code in places:
        callee, own = _kind(match, code)
        facts = {"callee": callee, "own": f"-{own}", "given": match["p"]}
        is_sure = (callee, own) in sure and match["p"] in code_names() and not is_moved
        confidence = Confidence.HIGH if is_sure else Confidence.MODERATE
        yield Remark(code.line.body_line, facts, confidence)


def _kind(match: Match, code: Token) -> tuple[str, str]:
    return match["callee"], code.text


def _is_sure(match: Match, code: Token) -> bool:
    return match["p"] in code_names() and not says_absence(match, code.text)


def _has_code(context: DiffContext, match: Match) -> bool:
    """Whether the variable is one of error codes, set by no function that answers a question."""
    callee = match["callee"]
    tells = match["p"] in code_names() or "< 0" in match.condition
    is_named = tells and callee.isidentifier()
    is_answer = _NO_CODE.search(callee) or callee in told_codes() or callee.isupper()
    is_usual = is_named and not is_answer and not match.is_commented
    return is_usual and holds_a_code(context, match, "p")
