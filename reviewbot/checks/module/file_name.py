"""New file that tells its own name in the comment at its top."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.head_comment import head_comment
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

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
                yield Remark(line.body_line, {"name": own})
                break
