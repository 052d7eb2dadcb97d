"""Added initial value that is overwritten before anybody reads it.

Reports ``int ret = 0;`` with a constant where the first statement that names the variable is
``ret = …;`` in the same block, or ``for (ret = …``, both in sight; and where each way through a
function that is whole in sight assigns it before it reads it. Not where it only carries what the last call
returns: there is no need for the variable then; nor where the whole function does not read it, as a later patch
may.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.carried import is_only_returned
from reviewbot.context.c.hunk.declared import mentions
from reviewbot.context.c.hunk.new import removes
from reviewbot.context.c.hunk.new_variables import new_variables
from reviewbot.context.c.hunk.overwritten import is_read, overwriting
from reviewbot.context.c.hunk.surely_assigned import assigned_first
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.context.fix import cut
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.new_variables import NewVariable
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
NAMED = "variable"
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"=(?<![=!<>+*/|&^%-]=)\s*+-?\s*+\w++\s*+(?:[,;]|/[*/])",))

_CONSTANT = regex(r"-?(?:\w+)")
_UNSET = regex(r"\b(?i:un-?initiali[sz]ed|not initiali[sz]ed|uninit)\b")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is never read."""
    for each in new_variables(context):
        assigned = _assigned(context, each)
        if assigned:
            at = assigned.line.body_line
            related = (Related(at, "assigns it"),) if at else ()
            facts = {"variable": each.name, "value": readable(each.declared.value)}
            where, fix = each.declared.name.line.body_line, cut(each.part, each.initialiser)
            yield Remark(where, facts, related=related, fix=fix)


def _assigned(context: DiffContext, each: NewVariable) -> Token | None:
    """Where it is assigned, if what it is declared with is never read."""
    value = readable(each.declared.value)
    is_constant = _CONSTANT.fullmatch(value)
    assigned = (overwriting(each) or assigned_first(each)) if is_constant else None
    if assigned is None or not is_read(each) or _is_added_to(each, value):
        return None
    if is_only_returned(each.name, each.function):
        return None
    hunk = each.part.hunk
    may_be_old = each.name in hunk.removed_words
    is_old = may_be_old and removes(hunk, f"{each.name} = {value}")
    is_in_doubt = may_be_old and _is_given_now(context, each, assigned)
    return None if is_old or is_in_doubt else assigned


def _is_given_now(context: DiffContext, each: NewVariable, assigned: Token) -> bool:
    """Whether a variable that was there gets a value where it may have been read without one."""
    name = re.escape(each.name)
    if not re.search(rf"^\s+\w[^=;()]*\b{name}\s*[,;]", each.part.hunk.removed_text, re.MULTILINE):
        return False
    log = (context.message.line(at) for at in context.body.log)
    return not assigned.line.body_line or any(_UNSET.search(line) for line in log)


def _is_added_to(each: NewVariable, value: str) -> bool:
    """Whether it begins with a named bit and others join it: the first ``=`` may have to be ``|=``."""
    body = each.function.body
    is_bit = value.isupper() and value.isidentifier() and value != "NULL"
    return is_bit and any(body[at + 1].text == "|=" for at in mentions(each.name, each.function))
