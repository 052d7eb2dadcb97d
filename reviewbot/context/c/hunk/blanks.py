"""The blank lines a patch adds, with the lines of code around them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine


_BLANK = regex(r"\n\s*\n")


@frozen(eq=False)
class Gap:
    """Blank lines between two lines of the post-image.

    ``above`` is the line before it, ``below`` the one behind it.
    """

    part: Fragment
    start: int
    stop: int
    above: DiffLine
    below: DiffLine

    @property
    def blanks(self) -> Sequence[DiffLine]:
        """The blank lines."""
        return self.part.lines[self.start : self.stop]

    @property
    def added(self) -> Sequence[DiffLine]:
        """Those of them that the patch adds."""
        return [line for line in self.blanks if line.kind is ADDED]

    def upwards(self, most: int) -> Iterator[DiffLine]:
        """The lines above, the nearest first, no more than so many."""
        return reversed(self.part.lines[max(0, self.start - most) : self.start])


@once_for_each
def new_gaps(context: DiffContext) -> Sequence[Gap]:
    """The gaps a patch makes in C, in source order.

    Not those it moves with the lines around, nor those in comments and macros.
    """
    return [
        gap
        for file in context.files
        if file.is_c and not is_tool(file.path)
        for hunk in c_hunks(context, file)
        if _BLANK.search(f"\n{hunk.added_text}\n")
        for gap in _gaps(fragment(hunk))
        if gap.added and _is_new(context, gap)
    ]


def old_gaps(part: Fragment) -> Iterator[Gap]:
    """The gaps of a hunk that were there."""
    return (gap for gap in _gaps(part) if not gap.added)


def _gaps(part: Fragment) -> Iterator[Gap]:
    """The gaps of a hunk."""
    lines = part.lines
    written = [at for at, line in enumerate(lines) if line.text and not line.text.isspace()]
    for above, below in pairwise(written):
        if below > above + 1:
            yield Gap(part, above + 1, below, lines[above], lines[below])


def _is_new(context: DiffContext, gap: Gap) -> bool:
    beside = (gap.above, gap.below)
    is_moved = any(line.kind is ADDED for line in beside) and not any(
        is_new(context, line) for line in beside
    )
    is_code = not any(line.new in gap.part.commented for line in gap.blanks)
    return is_code and not is_moved and not gap.above.text.endswith("\\")
