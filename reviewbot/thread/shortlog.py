"""The shortlog of a cover letter: which patches its author says the series has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

_AUTHOR = regex(r"(?P<name>\S.{0,98}\S) \((?P<count>\d{1,4})\):\s*$")
_INDENT = 2  # columns before a title; git-format-patch(1) calls git-shortlog(1) with -w72,2,4
_WIDTH = 72  # and lets a title go on in the next line where a word does not fit
_FULL = 60  # columns of a line that people who wrap by hand take for full
_NOTE = regex(
    r"[-*+\u2022\[(]|(?:changes?|changelog|since|v\d+|none|no change|new|unchanged|rebased?|drop"
    r"|added|fix(?:ed|es)?\b|removed|updated?|split)|[\w-]+-by:|.*:$",
    re.IGNORECASE,
)


class Entry(NamedTuple):
    """A title, the body line it begins at, and the one after it."""

    line: int
    stop: int
    title: str


def shortlog(lines: Sequence[str], count: int | None = None) -> tuple[str, ...]:
    """The titles, in the order they stand; empty where there is no whole shortlog."""
    return tuple(entry.title for entry in entries(lines, count))


def entries(lines: Sequence[str], count: int | None = None) -> tuple[Entry, ...]:
    """The titles of the shortlog that counts: of several the last with ``count``, or the last.

    ``Name (N):`` is followed by N titles; each may go on further in, and have notes there.
    """
    found: list[list[Entry]] = []
    lacking: list[list[Entry]] = []
    names: set[str] = set()
    number, end = 0, 0
    while number < len(lines):
        author = _AUTHOR.match(lines[number]) if "):" in lines[number] else None
        number += 1
        if not author:
            continue
        between = any(line.strip() for line in lines[end : number - 1])
        if between or author["name"] in names or not found:
            found.append([])
            names.clear()
        titles, number = _titles(lines, number, int(author["count"]))
        end = number
        names.add(author["name"])
        found[-1] += titles
        if len(titles) != int(author["count"]):
            lacking.append(found[-1])
    whole = [one for one in found if not any(one is other for other in lacking)]
    fitting = [one for one in whole if len(one) == count]
    return tuple((fitting or whole or [[]])[-1])


def _titles(lines: Sequence[str], number: int, count: int) -> tuple[list[Entry], int]:
    """The titles below the line of an author, at most one more than announced, and their end."""
    titles: list[Entry] = []
    depth, in_notes = _INDENT, False
    while number < len(lines):
        line = lines[number].expandtabs()
        text = line.strip()
        inset = len(line) - len(line.lstrip())
        if not text and titles and len(titles) < count:
            in_notes = True
        elif not text or inset < depth:
            break
        elif not titles or inset == depth:
            titles.append(Entry(number + 1, number + 2, text))
            depth, in_notes = inset, False
            if len(titles) > count:
                break
        elif in_notes or _is_note(lines[number - 1].expandtabs(), text):
            in_notes = True
        else:
            titles[-1] = Entry(titles[-1].line, number + 2, f"{titles[-1].title} {text}")
        number += 1
    return titles, number


def _is_note(above: str, text: str) -> bool:
    """Whether a line further in than the title above it is about it, and not the rest of it."""
    columns = len(above.rstrip()) + 1 + len(text.split(" ", 1)[0])
    if columns > _WIDTH:
        return False
    return columns < _FULL or bool(_NOTE.match(text))
