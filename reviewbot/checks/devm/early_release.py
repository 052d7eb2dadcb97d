"""Added devm_kfree() or the like where the probe fails anyway.

Reports such a call on the way out of a failure in a probe function, as the device core does the
same when that function has failed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.rollback import is_rollback
from reviewbot.context.probes import is_probing
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
        if is_probing(context, match) and is_rollback(match.code.blocks.around(match.start)):
            yield Remark(match.line.body_line, {"callee": match["callee"]})
