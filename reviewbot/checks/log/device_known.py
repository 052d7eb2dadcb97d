"""Message that does not say which device it is about, where the device is at hand.

Reports an added pr_err() or the like in a function of a driver with a parameter, or a variable with
a value, that is a device or has one; not where the file has such messages already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import lines_before
from reviewbot.context.c.hunk.known_device import device_in
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.context.c.hunk.new import file_of
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True
MOOT_BESIDE = ("log.banner", "log.entry", "log.oom", "log.duplicate_error")
WHEN = When(patterns=(PRINTED,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that could name the device."""
    known = table("device_types")["messages"]
    for message in new_messages(context):
        line, function = message.match.line, message.match.function
        file = file_of(context, message.match)
        if not (file and function and message.printer.startswith(known["prefix"])):
            continue
        device = device_in(function) if file.path.startswith(tuple(known["directories"])) else ""
        if device and not _is_habit(context, file):
            level, *rest = message.printer.removeprefix(known["prefix"]).split("_")
            named = "_".join([known["renamed"].get(level, level), *rest])
            facts = {"instead": f"{known['instead']}{named}({device}, ...)"}
            yield Remark(line.body_line, facts)


def _is_habit(context: DiffContext, file: FileDiff) -> bool:
    """Whether the file has such messages already."""
    prefix = table("device_types")["messages"]["prefix"]
    return any(re.search(rf"\b{prefix}(?!fmt)\w+\(", line) for line in lines_before(context, file))
