"""Message that a device is there, from a driver that should be silent where all is well.

Reports an added dev_info(), pr_info() or the like with a word such as "registered", and no number,
where a probe, remove, init or exit function has come to its end; and the like of it in a branch.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.messages import PRINTED
from reviewbot.context.c.hunk.on_the_way import (
    drivers_news,
    is_behind_a_statement,
    is_of_one_call,
    is_on_the_way,
)
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
    news = [each for each in drivers_news(context) if _is_good_news(each)]
    needless = {_what(each) for each in news if is_on_the_way(each)}
    for message in news if needless else ():
        is_twin = is_of_one_call(message) and is_behind_a_statement(message)
        if is_on_the_way(message) or (is_twin and _what(message) in needless):
            match = message.match
            yield Remark(match.line.body_line, {"quieter": message.quieter}, fix=dropped(match))


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("banners")[group]["words"])


def _what(message: Message) -> frozenset[str]:
    """What is there or gone: the words of a message without those that say it."""
    return message.says - _words("there")


def _is_good_news(message: Message) -> bool:
    """Whether the text, as far as it is known, says that it is there, no number and no trouble."""
    says_a_number = any(conversion != "s" for conversion in message.conversions)
    is_there = not (message.says.isdisjoint(_words("there")) or says_a_number)
    return is_there and message.says.isdisjoint(_words("more"))
