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
from reviewbot.context.c.hunk.notifiers import is_notifier
from reviewbot.context.c.hunk.types import is_integer, keeps_default
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.hunk.added_switches import AddedSwitch
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.switches import Arm, Switch
    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
WHEN = When(files=C, words=("switch",), shapes=(r"break\s*;",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added arm that only breaks."""
    for file in context.files:
        for hunk in file.hunks if file.is_c and not keeps_default(file.path) else ():
            for added in added_switches(context, hunk):
                arms = _idle(added.switch)
                if arms and _is_over_integers(added):
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
            fix=without(_lines(arm)),
        )


def _lines(arm: Arm) -> Iterable[DiffLine]:
    """Those of its label and its body."""
    label = arm.labels[0]
    tokens = (label.keyword, *label.value, *arm.body)
    return {line.body_line: line for t in tokens for line in (t.line, t.last)}.values()


def _idle(switch: Switch) -> list[Arm]:
    """The arms that could be dropped if the switch is over plain integers."""
    default = switch.default
    if default is None or not default.only_breaks or default.has_comment:
        return []
    if not any(arm.breaks_out and not arm.only_breaks for arm in switch.arms):
        return []  # the way out is the exception here: it may well be spelled out
    return [
        arm
        for arm in switch.arms
        if arm.only_breaks
        and not arm.entered_from_above
        and not arm.has_comment
        and len(arm.labels) == 1
        and not arm.labels[0].is_range
        and arm.is_added
    ]


def _is_over_integers(added: AddedSwitch) -> bool:
    """Whether the subject is one, or all labels are literals, two at least: no enumeration."""
    if is_integer(added.switch.subject, added.function):
        return True
    values = added.switch.values
    return len(values) > 1 and all(is_integer(value, None) for value in values)
