"""The answers a person gives, one after the other, and what they come to."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.suppress import Suppression


class Action(enum.Enum):
    """What is done with a remark; ``BACK`` takes the last back, ``MORE`` goes on to the reported."""

    KEEP = "keep"
    EDIT = "edit"
    ASK = "ask"
    DROP = "drop"
    SUPPRESS = "suppress"
    BACK = "back"
    MORE = "more"


@frozen
class Step:
    """An answer: ``findings`` are the names of those it is about, that of the remark first.

    ``words`` are said instead of the check's, ``why`` is the reason to drop or to suppress, and
    ``rule`` what is suppressed from now on.
    """

    action: Action
    findings: tuple[str, ...] = ()
    words: str = ""
    why: str = ""
    rule: Suppression | None = None


@frozen
class State:
    """What was decided so far, and whether what is only reported is gone through, too."""

    decisions: tuple[Step, ...] = ()
    more: bool = False

    def after(self, step: Step) -> State:
        """What it is once this was answered, too."""
        if step.action is Action.BACK:
            return replace(self, decisions=self.decisions[:-1])
        if step.action is Action.MORE:
            return replace(self, more=True)
        return replace(self, decisions=(*self.decisions, step))


def after_all(steps: Iterable[Step]) -> State:
    """What they all come to."""
    state = State()
    for step in steps:
        state = state.after(step)
    return state
