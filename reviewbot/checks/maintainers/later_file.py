"""``F:`` of a file that only a later patch of the series adds.

Reports each such line of MAINTAINERS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.memo import once_for_each
from reviewbot.context.positions import position
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("patch",)
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=("MAINTAINERS",))

_FILE = regex(r"F:\s+([^\s*?\[]+[^\s*?\[/])$")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line whose file is not there yet."""
    here = position(context.patch, context.series)
    for file in context.files:
        for line in file.added() if file.path == "MAINTAINERS" else ():
            named = _FILE.match(line.text.strip())
            later = _adding(context.series).get(named[1], here) if named else here
            if later > here:
                patch = context.series.patches[later].subject.label
                yield Remark(line.body_line, {"patch": patch})


@once_for_each
def _adding(series: Series) -> Mapping[str, int]:
    """The position of the patch that adds, or renames, each new file."""
    return {
        file.path: at
        for at, patch in reversed([*enumerate(series.patches)])
        for file in patch.files
        if file.new_path and file.old_path != file.new_path
    }
