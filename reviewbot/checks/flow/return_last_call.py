"""Added variable that only carries the result of the last call to the return.

Reports ``ret = f(…); return ret;`` at the end of a function, and ``ret = f(…); if (ret) return ret;
return 0;``; with ``if (ret < 0)`` where f is known to return nothing positive; also where a guard takes
the place of what stood between the two. As a question where it is not the first such step
before "return 0;": steps may be written alike on purpose.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.file.settled import is_changed_later
from reviewbot.context.c.hunk.carried import is_only_here, only_carries, steps_above
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import left_by_guard, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.knowledge.error_codes import code_names
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
CONVENTION = "returned_call"
NIT = True
ONCE = True
FINAL_ONLY = True

_STEP = "$kept = $callee(...); if (TEST) { return $kept; } return LAST;"


def _never_positive() -> frozenset[str]:
    """The functions for which "< 0" is "not 0"."""
    return names_in("zero_or_error", "functions")


_LAST = ("0", "$kept")
_AT_ONCE = Pattern("$kept = $callee(...); return $kept;", kept=code_names)
_TESTED = (
    Pattern(_STEP, TEST=("$kept", "$kept != 0"), LAST=_LAST, kept=code_names),
    Pattern(_STEP, TEST=("$kept < 0",), LAST=_LAST, kept=code_names, callee=_never_positive),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each result that could be returned at once."""
    left = left_by_guard(context, _AT_ONCE, "return")
    for pattern in (_AT_ONCE, *_TESTED):
        new = new_code(context, pattern)
        for match in chain(new, left) if pattern is _AT_ONCE else new:
            kept, function = match["kept"], match.function
            if (
                function
                and match.ends_function
                and only_carries(match, kept)
                and not is_changed_later(context, name_of(function))
            ):
                is_row = match.tokens[-2].text == "0" and steps_above(match, kept) > 0
                facts = {
                    "call": readable(match.call("callee")),
                    "callee": match["callee"],
                    "unneeded": kept if is_only_here(match, kept) else "",
                }
                confidence = Confidence.MODERATE if is_row else Confidence.HIGH
                yield Remark(match.line.body_line, facts, confidence)
