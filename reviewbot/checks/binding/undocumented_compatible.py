"""Compatible string that a driver matches and no binding describes.

Notes those added to a table of devices that are in no binding of the tree or of the series, and in no
revision of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.described import undescribed
from reviewbot.context.driver_files import introduced
from reviewbot.knowledge.layout import is_sample, is_test, is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=(".c",), words=("compatible",))
_MATCHED = regex(r"\.compatible[ \t]*=[ \t]*\"([\w.+-]{1,60},[\w.,+-]{1,60})\"")


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on each such string."""
    found = [
        (line, match[1], file)
        for file in (context.files if context.tree else ())
        if file.is_c and not (is_sample(file.path) or is_test(file.path) or is_tool(file.path))
        for line in file.added()
        if (match := _MATCHED.search(line.text)) and is_new(context, line)
    ]
    named = [(file, name) for _, name, file in found]
    left = undescribed(introduced(named, context), context) if named else ()
    for line, name, _ in found:
        if name in left:
            yield Remark(line.body_line, {"name": name}, Confidence.LOW)
