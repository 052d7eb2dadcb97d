"""The arms of a switch that only leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.types import is_integer

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.added_switches import AddedSwitch
    from reviewbot.context.c.hunk.switches import Arm, Switch


def idle_arms(switch: Switch) -> list[Arm]:
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


def is_over_integers(added: AddedSwitch) -> bool:
    """Whether the subject is one, or all labels are literals, two at least: no enumeration."""
    if is_integer(added.switch.subject, added.function):
        return True
    values = added.switch.values
    return len(values) > 1 and all(is_integer(value, None) for value in values)
