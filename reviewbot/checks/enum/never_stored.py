"""New enumerator of a state that nothing is ever set to.

Reports, as a question, a member added to an existing enumeration that is only passed to functions
and compared, or not used at all, in the tree after the patch, where all its other members are
assigned to something somewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, Remark, Severity, TreeContext, When
from reviewbot.context.c.file.grown_enums import grown_enums
from reviewbot.context.c.file.unstored import unstored
from reviewbot.context.series_words import is_added_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
WHEN = When(files=C)


_MIN_SIBLINGS = 3


def check(context: TreeContext) -> Iterator[Remark]:
    """Ask about each new member nothing is set to."""
    for grown in grown_enums(context):
        names = [name for name in grown.new if not is_added_elsewhere(context, name)]
        if names and len(grown.old) >= _MIN_SIBLINGS:
            for name, callees in unstored(context, grown, names):
                called = tuple(f"{callee}()" for callee in callees)
                facts: dict[str, Fact] = {"name": name, "tag": grown.enum.tag, "callees": called}
                yield Remark(grown.new[name].body_line, facts, Confidence.MODERATE)
