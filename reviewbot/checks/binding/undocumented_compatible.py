"""Compatible string that a driver matches and no binding describes.

Notes those added to a table of devices that are in no binding of the tree or of the series, and in no
revision of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.described import undescribed
from reviewbot.context.driver_files import was_in_directory
from reviewbot.knowledge.layout import is_sample, is_test, is_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=(".c",), words=("compatible",))
_MATCHED = re.compile(r"\.compatible[ \t]*=[ \t]*\"([\w.+-]{1,60},[\w.,+-]{1,60})\"")


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on each such string."""
    for file in context.files if context.tree else ():
        if not file.is_c or is_sample(file.path) or is_test(file.path) or is_tool(file.path):
            continue
        for line in file.added():
            match = _MATCHED.search(line.text)
            if not match or not is_new(context, line) or was_in_directory(match[1], file, context):
                continue
            if undescribed({match[1]}, context):
                yield Remark(line.body_line, {"name": match[1]}, Confidence.LOW)
