"""Driver data of a new driver that nothing reads.

Reports a *_set_drvdata() or i2c_set_clientdata() in an added file without private headers, where
neither the file nor the rest of the series in its directory gets such data or adds child devices;
what it gets of its parent is another's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.driver_data import is_read_beside, setters
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
KERNEL_ONLY = True

_HEAD = 200  # lines that a file's includes stand in
_SET = Pattern("^ $callee($device, $data);", callee=setters)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is set for nobody."""
    for match in new_code(context, _SET):
        file = file_of(context, match)
        if file and _is_alone(file) and not is_read_beside(context, match, file):
            yield Remark(match.line.body_line, {"get": setters()[match["callee"]]["get"]})


def _is_alone(file: FileDiff) -> bool:
    """Whether the driver is this new file, as far as it tells."""
    is_private = any('#include "' in line.text for line in file.hunks[0].lines[:_HEAD])
    directories = tuple(table("drvdata")["readers"]["directories"])
    return is_new_file(file) and not is_private and not file.path.startswith(directories)
