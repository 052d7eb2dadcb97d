"""New document that no index lists.

Reports an .rst file that no other document of the series names on an added line.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.listed import listed
from reviewbot.context.whole import is_new_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.patch import FileDiff
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".rst",))

_PLACES = "Documentation/"
_ELSEWHERE = ("Documentation/ABI/", "Documentation/features/")
_NO_NEED = (":orphan:", ".. include::")
_GLOB = ":glob:"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line of each such document."""
    for file in context.files:
        is_there = file.path.startswith(_PLACES) and not file.path.startswith(_ELSEWHERE)
        if is_there and file.path.endswith(".rst") and is_new_file(file):
            path = PurePosixPath(file.path)
            names = {path.stem, path.parent.name} if path.stem == "index" else {path.stem}
            added = [*file.added()]
            needs_none = any(line.text.startswith(_NO_NEED) for line in added)
            if added and not needs_none and not _is_named(context.series, file, (_GLOB, *names)):
                yield Remark(added[0].body_line, {"name": path.stem})


def _is_named(series: Series, own: FileDiff, names: Iterable[str]) -> bool:
    """Whether another document has one of the names."""
    return any(listed(series).get(name, set()) - {own.path} for name in names)
