"""The shortlog of a cover letter: which patches its author says the series has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_AUTHOR = re.compile(r"\S.{0,98}\S \((\d{1,4})\):\s*$")
_TITLE = re.compile(r"  \s*\S")
_CONTINUED = re.compile(r"    \s*\S")  # git-shortlog(1) -w72,2,4, as git-format-patch(1) calls it


def shortlog(lines: Sequence[str]) -> tuple[str, ...]:
    """The titles, in the order they stand; empty where there is no whole shortlog.

    ``Name (N):`` is followed by N titles two columns in, each continued four columns in.
    """
    titles: list[str] = []
    number = 0
    while number < len(lines):
        author = _AUTHOR.match(lines[number])
        number += 1
        if not author:
            continue
        theirs: list[str] = []
        while number < len(lines) and _TITLE.match(lines[number]):
            text = lines[number].strip()
            if theirs and _CONTINUED.match(lines[number]):
                theirs[-1] += f" {text}"
            else:
                theirs.append(text)
            number += 1
        if len(theirs) != int(author[1]):
            return ()
        titles += theirs
    return tuple(titles)
