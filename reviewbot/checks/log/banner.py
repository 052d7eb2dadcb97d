"""Message that a device is there, from a driver that should be silent where all is well.

Reports an added dev_info(), pr_info() or the like with a word such as "registered", and no number,
where a probe, remove, init or exit function has come to its end; and the like of it in a branch, or
with a number beside what both say.
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
    is_usual,
)
from reviewbot.context.dropped import dropped
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reviewbot.context.c.hunk.messages import Message

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
WHEN = When(patterns=(PRINTED,))

_ENOUGH = 3  # words that tell what it is of, the n of \n among them


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that nobody needs who has a driver that works."""
    told = (each for each in drivers_news(context) if _is_good_news(each))
    news = [each for each in told if not is_usual(context, each)]
    needless = {_what(each) for each in news if _is_needless(each)}
    for message in news if needless else ():
        is_twin = is_of_one_call(message) and is_behind_a_statement(message)
        if _is_needless(message) or (is_twin and _is_of_one(message, needless)):
            match = message.match
            yield Remark(match.line.body_line, {"quieter": message.quieter}, fix=dropped(match))


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("banners")[group]["words"])


def _what(message: Message) -> frozenset[str]:
    """What is there or gone: the words of a message without those that say it."""
    return message.says - _words("there")


def _is_needless(message: Message) -> bool:
    """Whether nobody needs it, whatever else is printed."""
    return is_on_the_way(message) and not _says_a_number(message)


def _is_of_one(message: Message, needless: Collection[frozenset[str]]) -> bool:
    """Whether it speaks of the same as one of these, a number that it prints beside that apart."""
    what = _what(message)
    if not _says_a_number(message):
        return what in needless
    return any(len(each) >= _ENOUGH and each <= what for each in needless)


def _says_a_number(message: Message) -> bool:
    return any(conversion != "s" for conversion in message.conversions)


def _is_good_news(message: Message) -> bool:
    """Whether the text, as far as it is known, says that it is there, and no trouble."""
    is_there = not message.says.isdisjoint(_words("there"))
    return is_there and message.says.isdisjoint(_words("more"))
