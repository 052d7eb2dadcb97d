"""A function, object or macro whose last user the patch removes.

Reports names that were used before the patch and after it only stand where they are defined or
declared: in the whole tree, or in their own C file where no other can see them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, Remark, Severity, TreeContext, When
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.lost import orphans
from reviewbot.context.c.file.unseen_use import export_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each name nobody uses any more."""
    for orphan in orphans(context):
        piece = orphan.home.piece
        facts: dict[str, Fact] = {
            "name": piece.display_name,
            "path": orphan.home.path,
            "headers": orphan.headers,
            "export": export_in(context.message.line(orphan.at)),
        }
        sure = Confidence.MODERATE if piece.kind is DefinitionKind.MACRO else Confidence.HIGH
        yield Remark(orphan.at, facts, sure)
