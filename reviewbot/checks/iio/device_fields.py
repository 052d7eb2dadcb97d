"""Added assignment to a member of an iio_dev that its core sets, or that is a part number.

Reports the parent of the device, which its allocation has set, and a name taken from the device on
its bus or from a table of ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import without
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
KERNEL_ONLY = True

_PARENT = Pattern("^ $device->dev.parent = $value;")
_NAME = Pattern("^ $device->name = $value;")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each member that is better left to others."""
    for match in new_code(context, _PARENT):
        if _is_of_driver(context, match):
            yield Remark(match.line.body_line, {"member": "parent"}, fix=without(match.lines()))
    for match in new_code(context, _NAME):
        if _is_of_driver(context, match) and _is_taken_over(match):
            yield Remark(match.line.body_line, {"member": "name"})


def _is_of_driver(context: DiffContext, match: Match) -> bool:
    """Whether the member is that of an iio_dev, and the file not of the core."""
    known, file = table("iio")["device"], file_of(context, match)
    is_driver = file is not None and file.path.startswith(known["drivers"])
    is_core = file is not None and file.path.startswith(known["core"])
    return is_driver and not is_core and _type(match["device"], match) == known["type"]


def _is_taken_over(match: Match) -> bool:
    """Whether the name is that of a device on its bus, or of an id."""
    value, names = [token.text for token in match.of("value")], table("iio")["names"]
    is_called = value[0] in names["functions"] and value[1:2] == ["("]
    return is_called or _type(value[0], match) in names["types"]


def _type(name: str, match: Match) -> str:
    return type_of(name, match.function) if match.function else ""
