"""Driver data of a new driver that nothing reads.

Reports a *_set_drvdata() or i2c_set_clientdata() in an added file without private headers, where
neither the file nor the rest of the series in its directory gets such data or adds child devices.
"""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import by_name, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
KERNEL_ONLY = True

_set = partial(by_name, "drvdata", "set")
_SET = Pattern("^ $callee($device, $data);", callee=_set)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is set for nobody."""
    for match in new_code(context, _SET):
        file = file_of(context, match)
        if file and _is_alone(file) and not _is_read_beside(context, file):
            get = _set()[match["callee"]]["get"]
            yield Remark(match.line.body_line, {"get": get})


def _is_alone(file: FileDiff) -> bool:
    """Whether the driver is this new file, as far as it tells."""
    is_private = any(line.text.startswith('#include "') for line in file.added())
    directories = tuple(table("drvdata")["readers"]["directories"])
    return is_new_file(file) and not is_private and not file.path.startswith(directories)


def _is_read_beside(context: DiffContext, file: FileDiff) -> bool:
    """Whether a file of the series in that directory reads driver data, or adds child devices."""
    readers, folder = table("drvdata")["readers"], PurePosixPath(file.path).parent
    words = {
        word
        for patch in context.series.patches
        for each in patch.files
        if PurePosixPath(each.path).parent == folder
        for hunk in each.hunks
        for word in hunk.words
    } - _set().keys()
    return any(word.endswith(tuple(readers["ends"])) for word in words) or not words.isdisjoint(
        readers["children"]
    )
