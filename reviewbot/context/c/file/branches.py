"""The ``#if`` branches of a file: which lines are compiled whenever another one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.lex import CONDITIONAL

if TYPE_CHECKING:
    from collections.abc import Sequence


def branches(bare: Sequence[str]) -> tuple[range, ...]:
    """For each line the lines of the innermost branch it is in; outside of all, all lines.

    ``bare`` are the lines without comments. Of two lines one is compiled whenever the other is
    where its branch has that other, and both always together where they have the same branch.
    """
    everywhere = range(len(bare) + 1)  # from line 0, for a branch may begin in line 1
    start_of: list[int] = []  # of the innermost branch of each line, 0 outside of all
    stop_of = {0: everywhere.stop}
    open_ = [0]
    for number, line in enumerate(bare, 1):
        directive = CONDITIONAL.match(line)
        if directive:
            opens = directive[1].startswith("if")
            if len(open_) > 1 and not opens:
                stop_of[open_.pop()] = number
                opens = directive[1] != "endif"
            if opens:
                open_.append(number)
        start_of.append(open_[-1])
    stop_of.update((start, everywhere.stop) for start in open_)
    spans = {start: range(start, stop) for start, stop in stop_of.items()}
    return tuple(spans[start] for start in start_of)
