"""Added request of an interrupt of an I2C or SPI device that says how it is triggered.

Reports it, in a new file with a table for the devicetree, where the interrupt is that of the device: the
firmware says how it is wired, and what the driver says is taken instead. As a question where both
edges are named, which the device may need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True


def _requests() -> Collection[str]:
    return names_in("interrupts", "requests")


_REQUEST = Pattern("$callee($parent, $device->irq, ...)", callee=_requests)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each trigger that a driver chooses."""
    for match in new_code(context, _REQUEST, commented=True):
        triggers = names_in("interrupts", "triggers")
        found = [token for token in match.tokens if token.text in triggers]
        at = found[0] if found else None
        kind = type_of(match["device"], match.function) if match.function else ""
        file = file_of(context, match)
        if at and file and kind in names_in("interrupts", "devices") and _is_of_firmware(file):
            sure = Confidence.HIGH if len(found) == 1 else Confidence.MODERATE
            yield Remark(at.line.body_line, {"trigger": at.text}, sure)


def _is_of_firmware(file: FileDiff) -> bool:
    """Whether it is a new driver of devices whose interrupts firmware describes."""
    words = [hunk.added_words for hunk in file.hunks] if is_new_file(file) else []
    is_described = any("of_device_id" in each for each in words)
    of_gpio = names_in("interrupts", "of_gpio")
    return is_described and all(each.isdisjoint(of_gpio) for each in words)
