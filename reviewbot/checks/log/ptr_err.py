"""Message that prints PTR_ERR() as a number, where ``%pe`` prints the name of the error.

Reports an added call that prints with ``%ld`` or ``%d`` and ``PTR_ERR(p)`` for it. Not
dev_err_probe() and its like, which print the error themselves, nor where one of these should
stand, nor where the function prints such a number elsewhere, or the pointer is NULL: that is no error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.known_null import is_known_null
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.old_texts import CONVERSION
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.context.fix import source, swapped
from reviewbot.context.printed_code import is_for_probe
from reviewbot.model.patch import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.messages import Message
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.model.fix import Fix

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
        printed = [
            (at, pointer)
            for at, (conversion, value) in enumerate(
                zip(message.conversions, message.values, strict=False)
            )
            if (pointer := _error_pointer(value)) and conversion in "di"
        ]
        if not printed or _is_kept(context, message):
            continue
        for at, pointer in printed:
            if not is_known_null(message.match, pointer):
                facts, fix = {"pointer": readable(pointer)}, _fix(message, at, pointer)
                yield Remark(message.match.line.body_line, facts, fix=fix)


def _is_kept(context: DiffContext, message: Message) -> bool:
    """Whether a message prints the number for a reason, or will not be there."""
    tested_for_null = "IS_ERR_OR_NULL" in message.match.fragment.words
    is_other = message.prints_error or tested_for_null or _is_form(context, message)
    return is_other or is_for_probe(context, message)


def _is_form(context: DiffContext, message: Message) -> bool:
    """Whether lines of the same function that stay print such a number with ``%ld``."""
    hunk, file = message.match.fragment.hunk, file_of(context, message.match)
    hunks = [each for each in (file.hunks if file else ()) if each.section == hunk.section]
    kept = [at.text for each in (hunk, *hunks) for at in each.lines if at.kind is CONTEXT]
    return any("%ld" in text for text in kept) and any("PTR_ERR(" in text for text in kept)


def _fix(message: Message, at: int, pointer: Sequence[Token]) -> Fix:
    """The conversion of that number is another, and takes the pointer itself."""
    part, text = message.match.fragment, message.format[0].text
    found = [*CONVERSION.finditer(text)][at : at + 1]
    if len(message.format) > 1 or not found:
        return ()
    spelled = f"{text[: found[0].start()]}%pe{text[found[0].end() :]}"
    value = swapped(part, message.values[at], source(part, pointer))
    return (*swapped(part, message.format, spelled), *value)


def _error_pointer(value: Sequence[Token]) -> Sequence[Token]:
    """What is between the parentheses of a plain ``PTR_ERR(...)``; nothing elsewhere."""
    texts = [token.text for token in value]
    if texts[:1] == ["("] and texts[2:3] == [")"]:  # (int)PTR_ERR(...)
        value, texts = value[3:], texts[3:]
    is_plain = texts[:2] == ["PTR_ERR", "("] and texts[-1] == ")" and texts.count("(") == 1
    return value[2:-1] if is_plain else ()
