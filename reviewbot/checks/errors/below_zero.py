"""Added test for a negative result of a function that returns 0 or an error code.

Reports ``if (ret < 0)`` behind ``ret = regmap_read(…);``, where ``if (ret)`` is what people want.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import cut
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "truth_of_result"


def _never_positive() -> frozenset[str]:
    """The functions for which "< 0" is "not 0"."""
    return names_in("zero_or_error", "functions")


_TESTED = Pattern("$result = $callee(...); if ($result < 0)", callee=_never_positive)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each test that is longer than it has to be."""
    for match in new_code(context, _TESTED):
        facts = {"callee": match["callee"], "result": match["result"]}
        fix = cut(match.fragment, match.tokens[-3:-1])
        yield Remark(match.line.body_line, facts, fix=fix)
