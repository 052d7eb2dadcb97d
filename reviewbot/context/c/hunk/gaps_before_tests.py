"""Blank lines between what sets a variable and the test of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.allocations import allocators
from reviewbot.knowledge.error_codes import code_names
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re

    from reviewbot.context.c.hunk.blanks import Gap

_CALL = regex(r"(?P<indent>\t+)(?P<result>[\w.>-]+)[ ]=[ ](?P<callee>\w+)\(")
TEST = regex(
    r"(?P<indent>\t+)if[ ]\((?:(?P<code>\w+)(?:[ ]<[ ]0|[ ]!=[ ]0)?|IS_ERR(?:_OR_NULL)?\((?P<pointer>[\w.>-]+)\)"
    r"|!(?P<memory>[\w.>-]+))\)"
)
_FAILS = regex(r"(?P<indent>\t+)return (?:-E[A-Z]+|NULL);")
_USED = 20  # lines in which a pointer is used once it is not NULL
_BRANCH = 8  # lines
_LINES = 4  # of a call: behind a longer one some want room
_VALUE = regex(r"(?P<indent>\t+)(?P<result>\w[\w.>-]*(?:\[\w+\])?)[ ]=[ ][^;]+;$")
_OF_VALUE = regex(
    r"(?P<indent>\t+)(?:if|switch)[ ]\(!?\(?(?P<tested>\w[\w.>-]*(?:\[\w+\])?)(?![\w.(\[-]|[ ]*(?:&&|\|\|))"
)


def is_of_value(gap: Gap) -> bool:
    """Whether what is tested below the gap gets its value on the line above it."""
    above, below = gap.above.text, gap.below.text
    if " = " not in above or "(" not in below:
        return False
    value, test = _VALUE.match(above), _OF_VALUE.match(below)
    if not value or not test:
        return False
    return value.group("indent", "result") == test.group("indent", "tested")


def is_of_branch(gap: Gap, test: re.Match[str]) -> bool:
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


def is_of_call(gap: Gap, test: re.Match[str]) -> bool:
    """Whether the test is for the failure of the call that ends above the gap."""
    if test["code"] and test["code"] not in code_names():
        return False
    call = _call_above(gap)
    result = test["pointer"] or test["memory"] or test["code"]
    if call is None or (call["indent"], call["result"]) != (test["indent"], result):
        return False
    return not test["memory"] or call["callee"] in allocators() or _fails(gap, test)


def _fails(gap: Gap, test: re.Match[str]) -> bool:
    """Whether the test returns an error at once, and what it tests is used as a pointer below."""
    then, *below = gap.part.lines[gap.stop + 1 : gap.stop + 1 + _USED] or [gap.below]
    fails = _FAILS.match(then.text)
    if not fails or len(fails["indent"]) <= len(test["indent"]):
        return False
    return any(f"{test['memory']}->" in line.text for line in below)


def _call_above(gap: Gap) -> re.Match[str] | None:
    """The call that ends above the gap, if it is assigned to something."""
    for number, line in enumerate(gap.upwards(_LINES)):
        if (number == 0) is not line.text.endswith(");"):
            break
        if call := _CALL.match(line.text):
            return call
    return None
