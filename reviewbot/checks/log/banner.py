"""Message that a device is there, from a driver that should be silent where all is well.

Reports an added dev_info(), pr_info() or the like with a word such as "registered", where a probe,
remove, init or exit function has come to its end; asked where it also prints a number, or says
something else that is no trouble.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.messages import Message

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
WHEN = When(patterns=(PRINTED,))

_WORD = regex(r"[a-z']+")
_TOP = regex(r"\t(?!\t)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that nobody needs who has a driver that works."""
    for message in new_messages(context):
        if message.is_info and _is_good_news(message) and _is_on_the_way(message):
            says_a_number = any(conversion != "s" for conversion in message.conversions)
            is_banner = not (says_a_number or _said(message).isdisjoint(_words("there")))
            confidence = Confidence.HIGH if is_banner else Confidence.MODERATE
            yield Remark(message.match.line.body_line, {"quieter": message.quieter}, confidence)


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("banners")[group]["words"])


def _said(message: Message) -> frozenset[str]:
    return frozenset(_WORD.findall((message.text or "").lower()))


def _is_good_news(message: Message) -> bool:
    """Whether the text, as far as it is known, says nothing of trouble or choices."""
    said = _said(message)
    return bool(said) and said.isdisjoint(_words("more"))


def _is_on_the_way(message: Message) -> bool:
    """Whether a function that is called once for each device comes by here where all is well."""
    function = message.match.function
    words = frozenset(name_of(function).lower().split("_")) if function else frozenset()
    return (
        not words.isdisjoint(_words("functions"))
        and _TOP.match(message.match.tokens[0].line.text) is not None
        and message.match.before in (";", "}", "{")
    )
