"""Added choice between two words that the kernel has a function for.

Reports ``on ? "on" : "off"`` and the other pairs of <linux/string_choices.h>: those that can only be
meant as a state surely, others as a question.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.choices import choices
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("helper",)
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "named_choice"
WHEN = When(files=C, signs=('"',))


@cache
def _helpers() -> Mapping[tuple[str, str], Any]:
    """The function for each pair of words."""
    return {(each["yes"], each["no"]): each for each in table("string_choices")["choices"]}


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such choice."""
    for choice in choices(context, _helpers().keys()):
        helper = _helpers()[choice.words]
        sure = Confidence.HIGH if helper["sure"] else Confidence.MODERATE
        facts = {"helper": helper["helper"]}
        yield Remark(choice.line.body_line, facts, sure, recommends=(helper["helper"],))
