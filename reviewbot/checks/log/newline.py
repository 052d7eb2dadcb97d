r"""Message of the kernel that does not end its line.

Reports an added dev_err(), pr_info() or the like whose format is written out and does not end in
``\n``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.context.fix import swapped
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.messages import Message

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KERNEL_ONLY = True
MOOT_BESIDE = ("log.banner", "log.entry", "log.oom", "log.duplicate_error")
WHEN = When(patterns=(PRINTED,))

_LETTERS = regex(r"(?<![%\\.\d*lhz-])[A-Za-z]")
_GOES_ON = (":", " ")
_CONTINUES = frozenset(("pr_cont", "KERN_CONT"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added message that leaves its line open."""
    for message in new_messages(context):
        if _is_open(message):
            last = message.format[-1]
            fix = swapped(message.match.fragment, [last], f'{last.text[:-1]}\\n"')
            yield Remark(last.line.body_line, {"printer": message.printer}, fix=fix)


def _is_open(message: Message) -> bool:
    """Whether the message ends without a newline, and nothing goes on with it.

    One that is nothing but conversions may get its newline from what it prints, one that ends in a
    colon or a blank goes on in the next message.
    """
    text = message.text
    return bool(
        text
        and _LETTERS.search(text)
        and not text.endswith(("\\n", *_GOES_ON))
        and _CONTINUES.isdisjoint(message.match.fragment.words)
    )
