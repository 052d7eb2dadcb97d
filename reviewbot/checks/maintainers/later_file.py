"""``F:`` of a file that only a later patch of the series adds.

Reports each such line of MAINTAINERS. Asks where a patch for MAINTAINERS alone adds it to an entry that is
there: such a one may come first on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.memo import once_for_each
from reviewbot.context.positions import position
from reviewbot.knowledge.layout import is_binding
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

_TITLE = regex(r"[A-Z0-9][^:]")  # of an entry, whose lines are "M:" and the like
_FILE = regex(r"F:\s+([^\s*?\[]+[^\s*?\[/])$")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line whose file is not there yet."""
    here = position(context.patch, context.series)
    has_driver = any(file.is_c for file in context.files)  # which belongs behind the binding
    sure = Confidence.MODERATE if _is_of_old_entries(context) else Confidence.HIGH
    for file in context.files:
        for line in file.added() if file.path == "MAINTAINERS" else ():
            named = _FILE.match(line.text.strip())
            path = named[1] if named else ""
            later = _adding(context.series).get(path, here)
            if later > here:
                patch = context.series.patches[later].subject.label
                binding = "yes" if has_driver and is_binding(path) else ""
                yield Remark(line.body_line, {"patch": patch, "binding": binding}, sure)


def _is_of_old_entries(context: DiffContext) -> bool:
    """Whether the patch changes nothing but entries of MAINTAINERS that are there."""
    if any(file.path != "MAINTAINERS" for file in context.files):
        return False
    return not any(_TITLE.match(line.text) for file in context.files for line in file.added())


@once_for_each
def _adding(series: Series) -> Mapping[str, int]:
    """The position of the patch that adds, or renames, each new file."""
    return {
        file.path: at
        for at, patch in reversed([*enumerate(series.patches)])
        for file in patch.files
        if file.new_path and file.old_path != file.new_path
    }
