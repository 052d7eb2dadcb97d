"""Blank line between a call and the test whether it has failed.

Reports an added one between ``err = f(…);`` and ``if (err)``, ``if (err < 0)``, or
``p = f(…);`` and ``if (IS_ERR(p))``, of memory ``if (!p)``. Not behind a declaration, where a blank line belongs.
It asks about one between ``x = …;``, whatever that is, and an ``if`` that begins with x,
where that is the line above, and only reports one where that is the last line of an else above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.allocations import allocators
from reviewbot.context.c.hunk.blanks import new_gaps
from reviewbot.context.fix import without
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.blanks import Gap

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"^\s*$",))

_CALL = regex(r"(?P<indent>\t+)(?P<result>[\w.>-]+)[ ]=[ ](?P<callee>\w+)\(")
_TEST = regex(
    r"(?P<indent>\t+)if[ ]\((?:(?P<code>\w+)(?:[ ]<[ ]0|[ ]!=[ ]0)?|IS_ERR(?:_OR_NULL)?\((?P<pointer>[\w.>-]+)\)"
    r"|!(?P<memory>[\w.>-]+))\)"
)
_BRANCH = 8  # lines
_LINES = 4  # of a call: behind a longer one some want room
_VALUE = regex(r"(?P<indent>\t+)(?P<result>\w[\w.>-]*(?:\[\w+\])?)[ ]=[ ][^;]+;$")
_OF_VALUE = regex(
    r"(?P<indent>\t+)(?:if|switch)[ ]\(!?\(?(?P<tested>\w[\w.>-]*(?:\[\w+\])?)(?![\w.(\[-]|[ ]*(?:&&|\|\|))"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each blank line that parts a call from its test."""
    for gap in new_gaps(context):
        below = gap.below.text
        test = _TEST.match(below) if "if (" in below else None
        if test and (not test["code"] or test["code"] in table("error_codes")["names"]):
            call = _call(gap)
            result = test["pointer"] or test["memory"] or test["code"]
            is_its = call and (call["indent"], call["result"]) == (test["indent"], result)
            if call and is_its and (not test["memory"] or call["callee"] in allocators()):
                yield Remark(gap.below.body_line, {"value": False}, fix=without(gap.blanks))
                continue
        is_value = _is_of_value(gap)
        if is_value or (test and _is_of_branch(gap, test)):
            at, facts = gap.below.body_line, {"value": True}
            sure = Confidence.MODERATE if is_value else Confidence.LOW  # some part branches so
            yield Remark(at, facts, sure, fix=without(gap.blanks))


def _is_of_value(gap: Gap) -> bool:
    """Whether what is tested below the gap gets its value on the line above it."""
    above, below = gap.above.text, gap.below.text
    if " = " not in above or "(" not in below:
        return False
    value, test = _VALUE.match(above), _OF_VALUE.match(below)
    if not value or not test:
        return False
    return value.group("indent", "result") == test.group("indent", "tested")


def _is_of_branch(gap: Gap, test: re.Match[str]) -> bool:
    """Whether what is tested below the gap gets its value in an else that ends above it."""
    margin = test["indent"]
    rows = [line.text for line in gap.upwards(_BRANCH)]
    inside = rows[1:] if rows[0] == f"{margin}}}" else rows
    value = _VALUE.match(inside[0]) if inside else None
    if not value or value.group("indent", "result") != (
        f"{margin}\t",
        test["pointer"] or test["code"],
    ):
        return False
    head = next((row for row in inside if not row.startswith(f"{margin}\t")), "")
    return head in (f"{margin}else", f"{margin}}} else {{")


def _call(gap: Gap) -> re.Match[str] | None:
    """The call that ends above the gap, if it is assigned to something."""
    for number, line in enumerate(gap.upwards(_LINES)):
        if (number == 0) is not line.text.endswith(");"):
            break
        if call := _CALL.match(line.text):
            return call
    return None
