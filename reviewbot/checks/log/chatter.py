"""Message of a driver at work that nothing is wrong with.

Asks about an added dev_info() or the like in a function that is no probe function, as one that sets or
switches something: a driver that works is quiet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.messages import PRINTED
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.on_the_way import (
    drivers_news,
    is_of_one_call,
    is_to_tell,
    tells_of_no_trouble,
)
from reviewbot.context.fix import renamed
from reviewbot.context.probes import is_probing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.messages import Message

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
CONVENTION = "quiet_probe"
MOOT_BESIDE = ("log.banner", "log.success", "log.entry")
WHEN = When(patterns=(PRINTED,))

_PRINTERS = ("dev_info", "pr_info", "netdev_info")  # what prints may change, too
_PLACES = ("drivers/", "sound/")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that tells of what was asked for."""
    for message in drivers_news(context):
        removed = message.match.fragment.hunk.removed_words
        is_old = not removed.isdisjoint((message.printer, *_PRINTERS))
        if not is_old and tells_of_no_trouble(message) and _is_at_work(context, message):
            at = message.match.line.body_line
            fix = renamed(message.match, "printer", message.quieter)
            yield Remark(at, {"quieter": message.quieter}, Confidence.MODERATE, fix=fix)


def _is_at_work(context: DiffContext, message: Message) -> bool:
    """Whether a function of a driver prints it that may be called again and again."""
    match = message.match
    file = file_of(context, match)
    is_driver = file is not None and file.path.startswith(_PLACES)
    is_known = match.function is not None and bool(match.function.returned)
    is_once = is_of_one_call(message) or is_probing(context, match) or is_to_tell(message)
    return is_driver and is_known and not is_once
