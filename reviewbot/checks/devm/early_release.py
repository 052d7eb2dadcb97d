"""Added devm_kfree() or the like where the probe fails anyway.

Reports such a call on the way out of a failure in the probe function of a driver, as the device
core does the same when that has failed. As a question where only its name says that it is one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.rollback import is_rollback
from reviewbot.context.probes import is_probe
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_RELEASED = Pattern("$callee($device, ...);", callee=partial(by_name, "devm", "early"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each release that is made for the driver."""
    for match in new_code(context, _RELEASED):
        is_of_probe = is_probe(context, match)
        if is_of_probe is not False and is_rollback(match.code.blocks.around(match.start)):
            confidence = Confidence.HIGH if is_of_probe else Confidence.MODERATE
            yield Remark(match.line.body_line, {"callee": match["callee"]}, confidence)
