"""Variable with __free() that gets its value apart from its declaration.

Reports an added one without a value, or with NULL, that is assigned further down in the same block:
declared there it is freed in the order that undoes that of the code. Where the assignment is out of
sight, one without a value is reported and one with NULL asked about. It only asks about NULL where people do
not want such variables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.declared import mentions
from reviewbot.context.c.hunk.guarded import advice, are_unwanted
from reviewbot.context.c.hunk.new_variables import new_variables
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.overwritten import is_straight
from reviewbot.context.c.hunk.tokens import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.new_variables import NewVariable
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("unset",)
KERNEL_ONLY = True
WHEN = When(files=C, words=("__free",))

_NOTHING = ("", "NULL")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at the line that declares it."""
    unwanted = Confidence.MODERATE if are_unwanted(context) else Confidence.HIGH
    for each in new_variables(context):
        value = readable(each.declared.value)
        if not _is_freed(each) or value not in _NOTHING:
            continue
        facts = {
            "variable": each.name,
            "unset": "" if value else "yes",
            "advice": advice(context),
        }
        at = each.declared.name.line.body_line
        if (assigned := _assigned(each)) is not None:
            related = (Related(assigned.line.body_line, "assigned here"),)
            yield Remark(at, facts, unwanted if value else Confidence.HIGH, related)
        elif not each.function.whole and len(mentions(each.name, each.function)) == 1:
            yield Remark(at, facts, Confidence.MODERATE if value else Confidence.HIGH)


def _is_freed(each: NewVariable) -> bool:
    """Whether it is freed at the end of its scope."""
    body, declared = each.function.body, each.declared
    words = [token.text for token in body[declared.at : declared.stop]]
    return declared.is_managed and "__free" in words


def _assigned(each: NewVariable) -> Token | None:
    """Where a statement of the same block assigns it."""
    body, at = each.function.body, each.declared.at
    for place in mentions(each.name, each.function):
        is_set = place > at and body[place + 1].text == "="
        if is_set and body[place - 1].text in STATEMENT_ENDS:
            return body[place] if is_straight(each.function, at, place) else None
    return None
