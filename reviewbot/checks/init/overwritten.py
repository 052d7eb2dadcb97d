"""Added initial value that is overwritten before anybody reads it.

Reports ``int ret = 0;`` with a constant where the first statement that names the variable is
``ret = …;`` in the same block, or ``for (ret = …``, both in sight; and where each way through a
function that is whole in sight assigns it before it reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.declared import mentions
from reviewbot.context.c.hunk.new import removes
from reviewbot.context.c.hunk.new_variables import new_variables
from reviewbot.context.c.hunk.overwritten import overwriting
from reviewbot.context.c.hunk.surely_assigned import assigned_first
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.context.fix import cut
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.new_variables import NewVariable

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
NAMED = "variable"
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"=(?<![=!<>+*/|&^%-]=)\s*+-?\s*+\w++\s*+(?:[,;]|/[*/])",))

_CONSTANT = regex(r"-?(?:\w+)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is never read."""
    for each in new_variables(context):
        value = readable(each.declared.value)
        is_constant = _CONSTANT.fullmatch(value)
        assigned = (overwriting(each) or assigned_first(each)) if is_constant else None
        hunk, was_there = each.part.hunk, f"{each.name} = {value}"
        may_be_old = each.name in hunk.removed_words
        is_old = may_be_old and removes(hunk, was_there)
        if assigned and not (is_old or _is_added_to(each, value)):
            at = assigned.line.body_line
            related = (Related(at, "assigns it"),) if at else ()
            facts = {"variable": each.name, "value": value}
            where, fix = each.declared.name.line.body_line, cut(each.part, each.initialiser)
            yield Remark(where, facts, related=related, fix=fix)


def _is_added_to(each: NewVariable, value: str) -> bool:
    """Whether it begins with a named bit and others join it: the first ``=`` may have to be ``|=``."""
    body = each.function.body
    is_bit = value.isupper() and value.isidentifier() and value != "NULL"
    return is_bit and any(body[at + 1].text == "|=" for at in mentions(each.name, each.function))
