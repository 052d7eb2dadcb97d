"""Where a patch writes what a pattern matches: the gates nearly every check of C has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.find import matches
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_OTHER_PROGRAMS = ("tools/",)  # not built into the kernel
_TESTS = re.compile(r"(?:^|/)(?:samples|tests?|selftests)/|(?:^|[/_-])k?unit|_test\.c$|/test_")


def is_new(context: DiffContext, line: DiffLine) -> bool:
    """Whether a line is added, and not only moved."""
    return line.kind is Kind.ADDED and line.text.strip() not in context.removed()


def new_code(
    context: DiffContext,
    pattern: Pattern,
    *,
    partly: bool = False,
    commented: bool = False,
    in_tests: bool = True,
) -> Iterator[Match]:
    """Where C of the kernel is written that matches, in source order.

    Not what is only moved, what is part of a macro, nor, unless ``commented``, what has a comment
    beside it. With ``partly`` one added line is enough. Raises TooLargeError.
    """
    for file in context.files:
        if not file.is_c or file.path.startswith(_OTHER_PROGRAMS):
            continue
        if not in_tests and _TESTS.search(file.path):
            continue
        for hunk in c_hunks(context, file):
            for match in matches(hunk, pattern):
                start = match.tokens[0].line
                added = match.is_added and is_new(context, start)
                hidden = match.is_in_macro or (match.is_commented and not commented)
                if not hidden and (added or (partly and match.added_line)):
                    yield match
