"""Added initial value of a variable that a call fills in before anybody reads it.

Reports ``u32 val = 0;`` where the first statement that names it is ``ret = regmap_read(…, &val);``
and the function is left if that fails, in a function that is whole in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.filled import filling
from reviewbot.context.c.hunk.new_variables import new_variables
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.context.fix import cut
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
NAMED = "variable"
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"=(?<![=!<>+*/|&^%-]=)\s*+0(?:U|x00?)?\s*+(?:[,;]|/[*/])",))

_ZERO = ("0", "0U", "0x0", "0x00")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is never read."""
    for each in new_variables(context):
        if readable(each.declared.value) in _ZERO:
            call = filling(each, names_in("fills", "functions"))
            if call:
                at = call.line.body_line
                facts = {"variable": each.name, "callee": call.text}
                related = (Related(at, "fills it"),) if at else ()
                where = each.declared.name.line.body_line
                fix = cut(each.part, each.initialiser)
                yield Remark(where, facts, Confidence.MODERATE, related=related, fix=fix)
