"""Lines to quote so that the reader sees every name a comment speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.reply.quote import ABOVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

MOST = 6  # names of one remark that are looked for
_IDENTIFIER = re.compile(r"([A-Za-z_]\w{2,})(?:\(\))?")


def lines_with_names(mail: Patch, finding: Finding, at: int) -> tuple[int, ...]:
    """The nearest diff lines above ``at`` with the names listed in the facts that are not near it.

    A list of names is what a remark is about; a name alone stands at its line.
    """
    names = [name for fact in finding.facts.values() if isinstance(fact, tuple) for name in fact]
    near = range(max(1, at - ABOVE + 1), at + 1)
    wanted = [match[1] for name in names[:MOST] if (match := _IDENTIFIER.fullmatch(name))]
    patterns = [re.compile(rf"\b{name}\b") for name in wanted]
    found = (
        next(
            (number for number in _above(mail, finding, at) if pattern.search(_text(mail, number))),
            0,
        )
        for pattern in patterns
        if not any(pattern.search(_text(mail, number)) for number in near)
    )
    return tuple(sorted({number for number in found if number}))


def _above(mail: Patch, finding: Finding, at: int) -> Iterator[int]:
    """The changed lines of the file above a line, nearest first."""
    for file in mail.files:
        if file.path == finding.path:
            lines = [line.body_line for hunk in file.hunks for line in hunk.lines]
            yield from (number for number in reversed(lines) if number < at)


def _text(mail: Patch, number: int) -> str:
    return mail.message.line(number)
