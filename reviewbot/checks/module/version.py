"""MODULE_VERSION() of a new driver.

Asks about it in a file the patch adds: what is in the tree has the version of the kernel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import without
from reviewbot.context.whole import is_new_file

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True

_VERSION = Pattern("MODULE_VERSION($version);")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each version of a module."""
    for match in new_code(context, _VERSION):
        file = file_of(context, match)
        if file and is_new_file(file):
            fix = without(match.lines())
            yield Remark(match.line.body_line, {}, Confidence.MODERATE, fix=fix)
