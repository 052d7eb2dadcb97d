"""Debugging message with the name of its function, which dynamic debug can add by itself.

Reports an added dev_dbg(), pr_debug() or the like with ``__func__`` among its values. Messages that
say nothing but where they are belong to log.entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import has_form
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.context.fix import cut, swapped
from reviewbot.model.patch import LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.messages import Message
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("log.banner", "log.entry", "log.oom", "log.duplicate_error")
WHEN = When(patterns=(PRINTED,))

_NAMED = regex(r"\b__func__\b")
_FUNCTION = regex(r'"%s(?:\(\))?(?::|,| -)? ?(?=[A-Za-z])')


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each debugging message that is given the name of its function."""
    for message in new_messages(context):
        named = message.named_function if message.is_debug and not message.is_trace else None
        if named and not _is_habit(context, message):
            yield Remark(
                named.line.body_line, {"printer": message.printer}, fix=_fix(message, named)
            )


def _fix(message: Message, named: Token) -> Fix:
    """Without it, where the format begins with it."""
    part, first, tokens = message.match.fragment, message.format[0], message.match.tokens
    text = _FUNCTION.match(first.text)
    if not text or message.values[0][0] is not named:
        return ()
    at = next(place for place, token in enumerate(tokens) if token is named)
    return (
        *swapped(part, [first], '"' + first.text[text.end() :]),
        *cut(part, tokens[at - 1 : at + 1]),
    )


def _is_habit(context: DiffContext, message: Message) -> bool:
    """Whether the code around does so already, or the file."""
    lines = message.match.fragment.lines
    if any(line.kind is LineKind.CONTEXT and "__func__" in line.text for line in lines):
        return True
    return has_form(context, message.match.line, _NAMED)
