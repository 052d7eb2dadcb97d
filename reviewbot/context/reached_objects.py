"""Whether what is known of a file reaches into an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.whole import known_text
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

_LINE = 40  # characters of a line, about


def may_be_changed(context: DiffContext, file: FileDiff, struct: str, name: str) -> bool:
    """Whether it reaches into the object ``name``: one that is only handed on may be const."""
    known = known_text(context, file)
    spend(len(known) // _LINE)
    is_reached = regex(rf"\b{name}(?:\[\w+\])?(?:\.|->)").search(known) or f"{name}[i]" in known
    is_chip = f"chip = &{name}" in known  # of struct gpio_irq_chip, which is not const
    return bool(is_reached) or is_chip or f"struct {struct} *" in known
