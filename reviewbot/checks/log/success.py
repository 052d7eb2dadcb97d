"""Message of a driver that tells what the device is, though all is well.

Reports an added dev_info() or the like on the way through a probe function, or one that is called
once as well, that log.banner does not speak of: dev_dbg() prints it for who wants to know. It asks
where it is all of a branch, or stands in a case.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.messages import PRINTED
from reviewbot.context.c.hunk.on_the_way import drivers_news, is_behind_a_statement, is_on_the_way
from reviewbot.context.fix import renamed
from reviewbot.context.probes import is_probing
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.messages import Message

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
CONVENTION = "quiet_probe"
MOOT_BESIDE = ("log.banner",)
WHEN = When(patterns=(PRINTED,))

_FAILS = (("return", "-"), ("return", "ret"), ("return", "dev_err_probe"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that nobody needs who has a driver that works."""
    for message in drivers_news(context):
        if _is_fine(message) and (is_on_the_way(message) or is_probing(context, message.match)):
            sure = is_behind_a_statement(message)
            confidence = Confidence.HIGH if sure else Confidence.MODERATE
            at, fix = (
                message.match.line.body_line,
                renamed(message.match, "printer", message.quieter),
            )
            yield Remark(at, {"quieter": message.quieter}, confidence, fix=fix)


@cache
def _more() -> frozenset[str]:
    return frozenset(table("banners")["trouble"]["words"])


def _is_fine(message: Message) -> bool:
    """Whether the text, and what is done behind it, tell of no trouble."""
    code, behind = message.match.code, message.match.stop + 1
    leaves = code.text(behind) == "goto" or (code.text(behind), code.text(behind + 1)) in _FAILS
    return bool(message.says) and message.says.isdisjoint(_more()) and not leaves
