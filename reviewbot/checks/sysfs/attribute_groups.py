"""Added list of one group of attributes, as ATTRIBUTE_GROUPS() writes it.

Asks for ATTRIBUTE_GROUPS(frob) where the group has nothing but its attributes, for
__ATTRIBUTE_GROUPS(frob) where it has more; the names must be those that these make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("attribute_group",))

_GROUPS = regex(
    r"static const struct attribute_group \* (?:const )?(?P<list>\w+_groups) \[ \] = "
    r"\{ & (?P<group>\w+_group) , NULL (?:, )?\} ;"
)
_PLAIN = regex(
    r"static const struct attribute_group (?P<group>\w+_group) = \{ \. attrs = (?P<attrs>\w+_attrs) (?:, )?\} ;"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each list that a macro writes."""
    plain = {
        match["group"]: match["attrs"] for match in new_written(context, _PLAIN, "attribute_group")
    }
    for match in new_written(context, _GROUPS, "attribute_group"):
        name = match["group"].removesuffix("_group")
        if match["list"] == f"{name}_groups":
            is_plain = plain.get(match["group"]) == f"{name}_attrs"
            macro = "ATTRIBUTE_GROUPS" if is_plain else "__ATTRIBUTE_GROUPS"
            facts = {"instead": f"{macro}({name})"}
            yield Remark(match.line.body_line, facts, Confidence.MODERATE, recommends=(macro,))
