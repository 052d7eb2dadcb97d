"""Message that prints PTR_ERR() as a number, where ``%pe`` prints the name of the error.

Reports an added call that prints with ``%ld`` or ``%d`` and ``PTR_ERR(p)`` for it. Not
dev_err_probe() and its like, which print the error themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.context.c.hunk.tokens import readable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("log.banner", "log.entry", "log.oom", "log.duplicate_error")
VARIES = ("pointer",)
WHEN = When(patterns=(PRINTED,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each error pointer that is printed as a number."""
    for message in new_messages(context):
        tested_for_null = "IS_ERR_OR_NULL" in message.match.fragment.words
        if message.prints_error or tested_for_null:
            continue
        for conversion, value in zip(message.conversions, message.values, strict=False):
            pointer = _error_pointer(value)
            if pointer and conversion in "di":
                yield Remark(message.match.line.body_line, {"pointer": readable(pointer)})


def _error_pointer(value: Sequence[Token]) -> Sequence[Token]:
    """What is between the parentheses of a plain ``PTR_ERR(...)``; nothing elsewhere."""
    texts = [token.text for token in value]
    if texts[:1] == ["("] and texts[2:3] == [")"]:  # (int)PTR_ERR(...)
        value, texts = value[3:], texts[3:]
    is_plain = texts[:2] == ["PTR_ERR", "("] and texts[-1] == ")" and texts.count("(") == 1
    return value[2:-1] if is_plain else ()
