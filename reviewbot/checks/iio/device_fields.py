"""Added assignment to a member of an iio_dev that its core sets, or that is a part number.

Reports the parent of the device, which its allocation has set; as a question, a name taken from the
device on its bus or from a table of ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
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
    if any(file.path.startswith(_known("device")["drivers"]) for file in context.files):
        for match in new_code(context, _PARENT):
            if _is_of_driver(context, match):
                yield Remark(match.line.body_line, {"member": "parent"})
        for match in new_code(context, _NAME):
            if _is_of_driver(context, match) and _is_taken_over(match):
                yield Remark(match.line.body_line, {"member": "name"}, Confidence.MODERATE)


def _known(entry: str) -> dict[str, Any]:
    known: dict[str, Any] = table("iio")[entry]
    return known


def _is_of_driver(context: DiffContext, match: Match) -> bool:
    """Whether the member is that of an iio_dev, and the file not of the core."""
    file, _ = context.patch.anchors.get(match.line.body_line, (None, None))
    device, function = _known("device"), match.function
    return (
        file is not None
        and file.path.startswith(device["drivers"])
        and not file.path.startswith(device["core"])
        and function is not None
        and type_of(match["device"], function) == device["type"]
    )


def _is_taken_over(match: Match) -> bool:
    """Whether the name is that of a device on its bus, or of an id."""
    first, names = match.of("value")[0].text, _known("names")
    is_member = match.function is not None and type_of(first, match.function) in names["types"]
    return is_member or first in names["functions"]
