"""New file that tells its own name in the comment at its top."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.fix import without
from reviewbot.context.head_comment import head_comment
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
ASIDE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, signs=("/*", "//"))

_NAMED = regex(
    r"[/* \t]*(?:file(?: ?name)?[ \t]*:?[ \t]*)?(?:[\w.-]+/)*([\w.-]+\.[ch])\b(?!\w)", re.IGNORECASE
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the line of each new file that begins with its name."""
    for file in context.files:
        own = PurePosixPath(file.path).name
        for line in () if is_tool(file.path) else head_comment(file):
            named = _NAMED.match(line.text)
            if named and named[1] == own:
                is_all = not line.text[named.end() :].strip(" \t*/")
                fix = without(_with_borders(file, line)) if is_all else ()
                yield Remark(line.body_line, {"name": own}, fix=fix)
                break


def _with_borders(file: FileDiff, line: DiffLine) -> Sequence[DiffLine]:
    """A line of the comment, and what is around it for its sake."""
    lines = [*file.added()]
    at = lines.index(line)
    above, here, below = (each.text.strip() for each in lines[at - 1 : at + 2])
    if "/*" in here:
        return [line] if "*/" in here else []
    if (above, below) == ("/*", "*/"):
        return lines[at - 1 : at + 2]
    return [line, lines[at + 1]] if below == "*" else [line]
