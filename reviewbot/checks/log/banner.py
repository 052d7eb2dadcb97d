"""Message that a device is there, from a driver that should be silent where all is well.

Reports an added dev_info(), pr_info() or the like with a word such as "registered", and no number,
where a probe, remove, init or exit function has come to its end.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.context.c.hunk.on_the_way import is_on_the_way
from reviewbot.context.dropped import dropped
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.messages import Message

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
WHEN = When(patterns=(PRINTED,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that nobody needs who has a driver that works."""
    for message in new_messages(context):
        if message.is_info and _is_good_news(message) and is_on_the_way(message):
            match = message.match
            yield Remark(match.line.body_line, {"quieter": message.quieter}, fix=dropped(match))


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("banners")[group]["words"])


def _is_good_news(message: Message) -> bool:
    """Whether the text, as far as it is known, says that it is there, no number and no trouble."""
    says_a_number = any(conversion != "s" for conversion in message.conversions)
    is_there = not (message.says.isdisjoint(_words("there")) or says_a_number)
    return is_there and message.says.isdisjoint(_words("more"))
