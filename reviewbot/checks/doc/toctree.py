"""New document that no index lists.

Reports an .rst file where no other document of the series is given its name, and the index of its
directory, as far as it is known, does not list all that there is.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.whole import is_new_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".rst",))

_PLACES = "Documentation/"
_ELSEWHERE = ("Documentation/ABI/", "Documentation/features/")
_NO_NEED = (":orphan:", ".. include::")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line of each such document."""
    for file in context.files:
        is_there = file.path.startswith(_PLACES) and not file.path.startswith(_ELSEWHERE)
        if is_there and file.path.endswith(".rst") and is_new_file(file):
            path = PurePosixPath(file.path)
            words = {path.stem, path.parent.name} if path.stem == "index" else {path.stem}
            if not _is_named(context, file, words):
                yield Remark(next(file.added()).body_line, {"name": path.stem})


def _is_named(context: DiffContext, own: FileDiff, words: set[str]) -> bool:
    """Whether another document of the series has the name, or this one needs no index."""
    if any(line.text.startswith(_NO_NEED) for line in own.added()):
        return True
    return any(
        not words.isdisjoint(PurePosixPath(part).name for part in line.text.split())
        or any(f"{word}.rst" in line.text for word in words)
        or ":glob:" in line.text
        for patch in context.series.patches
        for file in patch.files
        if file.path != own.path and file.path.endswith((".rst", ".txt"))
        for line in file.added()
    )
