"""Blank line between a call and the test whether it has failed.

Reports an added one between ``err = f(…);`` and ``if (err)``, ``if (err < 0)``, or
``p = f(…);`` and ``if (IS_ERR(p))``. Not behind a declaration, where a blank line belongs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.blanks import new_gaps
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.blanks import Gap

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)

_CALL = re.compile(r"(?P<indent>\t+)(?P<result>[\w.>-]+)[ ]=[ ]\w+\(")
_TEST = re.compile(
    r"(?P<indent>\t+)if[ ]\((?:(?P<code>\w+)(?:[ ]<[ ]0|[ ]!=[ ]0)?|IS_ERR(?:_OR_NULL)?\((?P<pointer>[\w.>-]+)\))\)"
)
_LINES = 4  # of a call: behind a longer one some want room


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each blank line that parts a call from its test."""
    for gap in new_gaps(context):
        test = _TEST.match(gap.below.text)
        if test and (test["pointer"] or test["code"] in table("error_codes")["names"]):
            result = test["pointer"] or test["code"]
            if _assigned(gap) == (test["indent"], result):
                yield Remark(gap.below.body_line)


def _assigned(gap: Gap) -> tuple[str, str]:
    """The indent of the call that ends above the gap and what it is assigned to, if one does."""
    for number, line in enumerate(gap.upwards(_LINES)):
        if (number == 0) is not line.text.endswith(");"):
            break
        if call := _CALL.match(line.text):
            return call["indent"], call["result"]
    return "", ""
