"""Message of a driver that tells what the device is, though all is well.

Reports an added dev_info() or the like on the way through a probe function, or one that is called
once as well in a file with a driver, that log.banner does not speak of: dev_dbg() prints it for who
wants to know. Not the one line that is usual in a directory. It asks where it is all of a branch, stands in a case,
tells of a mode or a version, prints a value and not that the device is there, has one beside it that was there
before, or is in a function that is not given the device of a bus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.messages import PRINTED
from reviewbot.context.c.hunk.on_the_way import (
    drivers_news,
    is_behind_a_statement,
    is_beside_others,
    is_on_the_way,
    is_usual,
    may_be_of_driver,
    tells_a_state,
    tells_a_value,
    tells_of_no_trouble,
)
from reviewbot.context.fix import renamed
from reviewbot.context.probes import binds, is_probing

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
CONVENTION = "quiet_probe"
MOOT_BESIDE = ("log.banner",)
WHEN = When(patterns=(PRINTED,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that nobody needs who has a driver that works."""
    for message in drivers_news(context):
        match = message.match
        is_probe = is_probing(context, match)
        is_once = is_probe or (is_on_the_way(message) and binds(context, match) is not False)
        if is_once and tells_of_no_trouble(message) and not is_usual(context, message):
            is_news = tells_a_state(message) or tells_a_value(message) or is_beside_others(message)
            is_plain = is_behind_a_statement(message) and not is_news
            sure = is_plain and may_be_of_driver(message) and (is_probe or binds(context, match))
            confidence = Confidence.HIGH if sure else Confidence.MODERATE
            fix = renamed(match, "printer", message.quieter)
            yield Remark(match.line.body_line, {"quieter": message.quieter}, confidence, fix=fix)
