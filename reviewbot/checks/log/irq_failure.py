"""Message about an interrupt that was not got, which the managed request prints itself.

Reports a dev_err() or dev_err_probe() in the branch of a failed devm_request_irq() or the like, where the
kernel is new enough to print it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.cut import closing
from reviewbot.context.c.hunk.failed import failed_calls
from reviewbot.context.c.hunk.old_texts import stood_there
from reviewbot.context.c.hunk.printed import told_twice
from reviewbot.context.c.hunk.tokens import A_STRING
from reviewbot.context.helpers import is_released
from reviewbot.knowledge.load import by_name
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
VARIES = ("message",)


def _printing() -> Mapping[str, Mapping[str, str]]:
    return by_name("prints", "later")


_FAILED = (failed_calls("negative", _printing),)
WHEN = When(patterns=_FAILED)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message that is printed twice."""
    for match, message in told_twice(context, _FAILED):
        since = _printing()[match["callee"]]["since"]
        stop = closing(message, 1) or 0
        text = "".join(token.text[1:-1] for token in message[:stop] if token.kind is A_STRING)
        is_new = message[0].line.kind is LineKind.ADDED and not stood_there(context, text)
        if is_new and is_released(since, context):
            end = message[stop]
            facts = {"callee": match["callee"], "message": message[0].text, "since": since}
            yield Remark(end.line.body_line, facts)
