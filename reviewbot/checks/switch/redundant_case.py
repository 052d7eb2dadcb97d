"""Added case X: break; or default: break; that does nothing.

Reports, in an added switch over a plain integer, ``default: break;`` where other arms break out as
well, so that control goes on at the same place with and without it. Beside such a default,
``case X: break;`` is reported too. Both surely in the callback of a notifier chain, which gets
events it does not know by design; elsewhere the case as a question, for it may be there to name a
known value, and the default is only noted: of 893 mails that quote an added ``default:`` none
asks to drop it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.added_switches import added_switches
from reviewbot.context.c.hunk.idle_arms import idle_arms, is_over_integers
from reviewbot.context.c.hunk.notifiers import is_notifier
from reviewbot.context.c.hunk.types import keeps_default
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.switches import Arm

SEVERITY = Severity.NOTE
NIT = True
WHEN = When(files=C, words=("switch",), shapes=(r"break\s*;",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added arm that only breaks."""
    for file in context.files:
        for hunk in file.hunks if file.is_c and not keeps_default(file.path) else ():
            for added in added_switches(context, hunk):
                arms = idle_arms(added.switch)
                if arms and is_over_integers(added):
                    yield from _remarks(arms, added.function)


def _remarks(arms: Sequence[Arm], function: Function | None) -> Iterator[Remark]:
    in_notifier = function is not None and is_notifier(function.header)
    for arm in arms:
        label = arm.labels[0]
        unsure = Confidence.LOW if label.is_default else Confidence.MODERATE
        yield Remark(
            label.keyword.line.body_line,
            {"label": label.name},
            Confidence.HIGH if in_notifier else unsure,
            (Related(arm.body[-1].line.body_line, "all it does"),),
            fix=without(arm.lines),
        )
