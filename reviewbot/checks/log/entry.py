"""Message that says no more than that a function was entered or left, which ftrace shows.

Reports an added message of nothing but the name of its function, or words such as "enter" and
"exit", for debugging or for information; one that warns is about something that went wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.context.dropped import dropped

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True
WHEN = When(patterns=(PRINTED,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that only tells which function runs."""
    for message in new_messages(context):
        if message.is_trace and (message.is_debug or message.is_info):
            match = message.match
            yield Remark(match.line.body_line, {"printer": message.printer}, fix=dropped(match))
