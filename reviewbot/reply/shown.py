"""Lines to quote so that the reader sees every name a comment speaks of.

What a name is said of stands in the same function, or where the name is declared or defined. Another
function that happens to call it says nothing of it.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.regex import regex
from reviewbot.reply.quote import ABOVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

MOST = 6  # names of one remark that are looked for
LONGEST = 4  # lines of a statement that are quoted for a name in its first
_IDENTIFIER = regex(r"([A-Za-z_]\w{2,})(?:\(\))?")
_END = regex(r"[-+ ]\}")  # of a function or a type
_OUTERMOST = regex(r"[-+ ][A-Za-z_#]")  # the first line of a declaration or a definition


def lines_with_names(mail: Patch, finding: Finding, text: str, at: int) -> tuple[int, ...]:
    """The diff lines above ``at`` with the names said that are not near it, whole statements.

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
    shown = {line for number in found if number for line in statement(mail, number)}
    return tuple(sorted(line for line in shown if line < at))


def _wanted(
    mail: Patch, finding: Finding, text: str, at: int
) -> Iterator[tuple[str, Iterator[int]]]:
    """Each name, and the lines it may stand in, the best first."""
    suggested = " ".join(edit.text or "" for edit in finding.fix)
    for fact in finding.facts.values():
        if isinstance(fact, tuple):
            said = [each for each in fact if each in text]
            for each in (said or fact)[:MOST]:  # of a list that is cut short, what is said of it
                if match := _IDENTIFIER.fullmatch(each):
                    yield match[1], _in_file(mail, finding, at)
        elif (
            isinstance(fact, str)
            and (match := _IDENTIFIER.fullmatch(fact))
            and _is_said(match[1], text)
            and not re.search(rf"\b{match[1]}\b", suggested)  # it is to come, not there
        ):
            yield match[1], _in_hunk(mail, finding, at)


def _is_said(name: str, text: str) -> bool:
    """Whether a text has the name as one of code: other facts may be words of a sentence."""
    return any(word in text for word in (f"{name}(", *((name,) if "_" in name else ())))


def _in_file(mail: Patch, finding: Finding, at: int) -> Iterator[int]:
    """The changed lines of the file above a line: those spoken of, definitions, then all others."""
    changed = [
        line.body_line
        for file in mail.files
        if file.path == finding.path
        for hunk in file.hunks
        for line in hunk.lines
        if line.body_line < at
    ][::-1]
    spoken_of = (each.at for each in finding.related if each.at < at)
    return chain(spoken_of, _outermost(mail, changed), changed)


def _in_hunk(mail: Patch, finding: Finding, at: int) -> Iterator[int]:
    """The lines above one in its function, then those of the hunk that define something."""
    for file in mail.files:
        if file.path == finding.path:
            starts = [hunk.body_line for hunk in file.hunks if hunk.body_line < at]
            above = range(at - 1, starts[-1] if starts else at, -1)
            end = next((n for n in above if _END.match(mail.message.line(n))), 0)
            yield from (number for number in above if number > end)
            yield from _outermost(mail, (number for number in above if number < end))


def _outermost(mail: Patch, numbers: Iterable[int]) -> Iterator[int]:
    """Those of some lines that stand in no function or type."""
    return (number for number in numbers if _OUTERMOST.match(mail.message.line(number)))


def statement(mail: Patch, first: int) -> range:
    """A line with those that close its parentheses; itself alone where that takes many."""
    is_open = 0
    for number in range(first, min(first + LONGEST, len(mail.message.lines) + 1)):
        line = mail.message.line(number)
        is_open += line.count("(") - line.count(")")
        if is_open <= 0:
            return range(first, number + 1)
    return range(first, first + 1)
