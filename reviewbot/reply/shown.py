"""Lines to quote so that the reader sees every name a comment speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.regex import regex
from reviewbot.reply.quote import ABOVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

MOST = 6  # names of one remark that are looked for
_IDENTIFIER = regex(r"([A-Za-z_]\w{2,})(?:\(\))?")


def lines_with_names(mail: Patch, finding: Finding, text: str, at: int) -> tuple[int, ...]:
    """The nearest diff lines above ``at`` with the names said that are not near it.

    Those are the names listed in the facts, wherever in the file, and those named alone, in the
    same hunk: such as what was called for the result that is spoken of.
    """
    near = range(max(1, at - ABOVE + 1), at + 1)
    found = (
        next((number for number in numbers if pattern.search(mail.message.line(number))), 0)
        for name, numbers in _wanted(mail, finding, text, at)
        for pattern in [re.compile(rf"\b{name}\b")]
        if not any(pattern.search(mail.message.line(number)) for number in near)
    )
    return tuple(sorted({number for number in found if number}))


def _wanted(
    mail: Patch, finding: Finding, text: str, at: int
) -> Iterator[tuple[str, Iterator[int]]]:
    """Each name, and the lines it may stand in, nearest first."""
    for fact in finding.facts.values():
        if isinstance(fact, tuple):
            said = [each for each in fact if each in text]
            for each in (said or fact)[:MOST]:  # of a list that is cut short, what is said of it
                if match := _IDENTIFIER.fullmatch(each):
                    yield match[1], _above(mail, finding, at)
        elif (
            isinstance(fact, str)
            and (match := _IDENTIFIER.fullmatch(fact))
            and _is_said(match[1], text)
        ):
            yield match[1], _in_hunk(mail, finding, at)


def _is_said(name: str, text: str) -> bool:
    """Whether a text has the name as one of code: other facts may be words of a sentence."""
    return any(word in text for word in (f"{name}(", *((name,) if "_" in name else ())))


def _above(mail: Patch, finding: Finding, at: int) -> Iterator[int]:
    """The changed lines of the file above a line, nearest first."""
    for file in mail.files:
        if file.path == finding.path:
            lines = [line.body_line for hunk in file.hunks for line in hunk.lines]
            yield from (number for number in reversed(lines) if number < at)


def _in_hunk(mail: Patch, finding: Finding, at: int) -> Iterator[int]:
    """Those of the hunk the line is in."""
    for file in mail.files:
        if file.path == finding.path:
            starts = [hunk.body_line for hunk in file.hunks if hunk.body_line < at]
            yield from range(at - 1, starts[-1] if starts else at, -1)
