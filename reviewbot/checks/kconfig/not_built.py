"""New driver that no Makefile builds.

Reports the ``MODULE_LICENSE`` of a file that the patch adds, where the series is whole and none of its
Makefiles has the object.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.makefile import is_makefile
from reviewbot.context.memo import once_for_each
from reviewbot.context.whole import is_new_file
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.series import Series

SEVERITY = Severity.WARNING
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), words=("MODULE_LICENSE",))

_DRIVERS = ("drivers/", "sound/")
_OBJECT = regex(r"(?<![\w.-])[\w.-]+(?=\.o\b)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    is_whole = context.series.expected == len(context.series.patches)
    for file in context.files if is_whole else ():
        is_driver = file.path.startswith(_DRIVERS) and file.path.endswith(".c")
        path = PurePosixPath(file.path)
        if is_driver and is_new_file(file) and path.stem not in _objects(context.series):
            for line in file.added():
                if line.text.startswith("MODULE_LICENSE"):
                    yield Remark(line.body_line, {"name": path.name}, Confidence.MODERATE)


@once_for_each
def _objects(series: Series) -> frozenset[str]:
    """What the Makefiles of a series show, added or not."""
    return frozenset(
        name
        for patch in series.patches
        for file in patch.files
        if is_makefile(file.path)
        for hunk in file.hunks
        for line in hunk.post
        for name in _OBJECT.findall(line.text)
    )
