"""Driver data of a new driver that nothing reads.

Reports a *_set_drvdata() or i2c_set_clientdata() in an added file without private headers, where
neither the file nor the rest of the series in its directory gets such data or adds child devices.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import folder_of, is_new_file, words_by_folder
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
KERNEL_ONLY = True

_HEAD = 200  # lines that a file's includes stand in
_set = partial(by_name, "drvdata", "set")
_SET = Pattern("^ $callee($device, $data);", callee=_set)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is set for nobody."""
    for match in new_code(context, _SET):
        file = file_of(context, match)
        if file and _is_alone(file) and not _is_read_beside(context, file):
            yield Remark(match.line.body_line, {"get": _set()[match["callee"]]["get"]})


def _is_alone(file: FileDiff) -> bool:
    """Whether the driver is this new file, as far as it tells."""
    is_private = any('#include "' in line.text for line in file.hunks[0].lines[:_HEAD])
    directories = tuple(table("drvdata")["readers"]["directories"])
    return is_new_file(file) and not is_private and not file.path.startswith(directories)


def _is_read_beside(context: DiffContext, file: FileDiff) -> bool:
    """Whether a file of the series in that directory reads driver data, or adds child devices."""
    readers, words = table("drvdata")["readers"], words_by_folder(context.series)[folder_of(file)]
    spend(len(words))
    reads = any(word.endswith(tuple(readers["ends"])) for word in words - _set().keys())
    return reads or not words.isdisjoint(readers["children"])
