"""Message of trouble that does not say which device has it, where the device is at hand.

Reports an added pr_err() or the like in a function of a driver with a parameter that is a device or has
one, asks where it is a variable with a value; not where the file has such messages already, or makes
devices itself, which have no name before they are added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.known_device import device_in, is_exempt, names_devices
from reviewbot.context.c.hunk.messages import PRINTED, new_messages
from reviewbot.context.c.hunk.new import file_of
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        function, file = message.match.function, file_of(context, message.match)
        prefix, _, level = message.printer.partition("_")
        level, *rest = level.split("_")
        if not (function and file and prefix == known["prefix"] and level in known["levels"]):
            continue
        device, is_given = device_in(function)
        is_driver = file.path.startswith(tuple(known["directories"]))
        if device and is_driver and not (names_devices(message) or is_exempt(context, file)):
            named = "_".join([known["instead"], known["renamed"].get(level, level), *rest])
            facts = {"instead": f"{named}({device}, ...)"}
            sure = Confidence.HIGH if is_given else Confidence.MODERATE
            yield Remark(message.match.line.body_line, facts, sure)
