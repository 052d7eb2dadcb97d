"""Where a patch writes what a pattern matches: the gates nearly every check of C has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.find import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.levels import DiffContext

_OTHER_PROGRAMS = ("tools/",)  # not built into the kernel


def new_code(
    context: DiffContext, pattern: Pattern, *, partly: bool = False, commented: bool = False
) -> Iterator[Match]:
    """Where C of the kernel is written that matches, in source order.

    Not what is only moved, what is part of a macro, nor, unless ``commented``, what has a comment
    beside it. With ``partly`` one added line is enough. Raises TooLargeError.
    """
    moved = context.removed()
    for file in context.files:
        if not file.is_c or file.path.startswith(_OTHER_PROGRAMS):
            continue
        for hunk in file.hunks:
            for match in matches(hunk, pattern):
                is_new = match.added_line if partly else match.is_added
                hidden = match.is_in_macro or (match.is_commented and not commented)
                if is_new and not hidden and match.tokens[0].line.text.strip() not in moved:
                    yield match
