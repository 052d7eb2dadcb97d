"""A parameter of a static function that its body has no use for any more.

Reports parameters whose last use in the body the patch removes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Remark, Severity, TreeContext, When
from reviewbot.context.c.file.linkage import linked_files
from reviewbot.context.c.file.lost_parameters import lost_parameters
from reviewbot.context.c.file.settled import is_settled, is_told_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each parameter, at its last use."""
    for file, image in linked_files(context) if is_settled(context) else ():
        for lost in lost_parameters(context, file, image) if file.path.endswith(".c") else ():
            if not is_told_of(context, lost.function):
                facts = {"name": lost.name, "of": f"{lost.function}()", "path": file.path}
                yield Remark(lost.at, facts)
