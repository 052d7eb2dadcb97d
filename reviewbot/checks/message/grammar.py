"""Slips of grammar in the commit message: "a IIO device", "more then", "allows to set".

Reports the first of a line that the table knows; it drafts none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.prose import message_prose
from reviewbot.knowledge.grammar import has_slip, slips

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
VARIES = ("said", "right")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line with a slip."""
    lines = message_prose(context.patch) if is_to_commit(context.patch) else ()
    for prose in lines if has_slip("\n".join([line.text for line in lines])) else ():
        for said, right in slips(prose.text):
            yield Remark(prose.at, {"said": said, "right": right}, Confidence.LOW)
