"""A function, object or macro whose last user the patch removes.

Reports names that were used before the patch and after it only stand where they are defined or
declared: in the whole tree, or in their own C file where no other can see them.

Why it matters: of static functions and variables the compiler says so, of all else nobody does; it
stays and has to be maintained.

Macros are only asked about: they may be there for the sake of completeness.

Stays quiet: where the name is exported, marked as unused or as used from outside, or may be pasted
together by a macro; at #defines with hexadecimal numbers, shifts or other #defines in them, or next
to others, which describe hardware or a format; in headers for everybody; where the log or a later
patch of the series has the name, or a later patch is missing or announced; in tests, tools and
samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, Severity, TreeContext
from reviewbot.checks.linkage._asked import UNUSED
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.lost import orphans
from reviewbot.context.c.file.unseen_use import export_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
ASKED_AS = UNUSED


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
