"""Line of prose in the commit message that is not wrapped.

Asks at each line of more than 78 columns that has a blank to break it at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.changelog import lines_of_changelog
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.prose import message_prose
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("width",)

_WIDE = 78
_WRAPPED = 75  # as submitting-patches.rst wants it
_OUTPUT = regex(
    r"\s|\S+(?: \S+)?: |.*(?:\S\s{3,}\S|0x[0-9a-f]{5}|[\s'\"]/[\w.-]{1,64}/[\w.-]{1,64}/)"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such line."""
    if not is_to_commit(context.patch):
        return
    changes = lines_of_changelog(context.patch)  # has to leave the log anyway
    for prose in message_prose(context.patch):
        line = context.message.line(prose.at).rstrip()
        if (
            len(line) > _WIDE
            and prose.at not in changes
            and _can_break(prose.text)
            and not _OUTPUT.match(line)
        ):
            yield Remark(prose.at, {"width": len(line)}, Confidence.MODERATE)


def _can_break(text: str) -> bool:
    """Whether there is a blank where a line should end, and no path or URL behind it."""
    return " " in text.strip()[:_WRAPPED] and "_" not in text[_WRAPPED:]
