"""Whether an object could be const, as far as the file is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.whole import known_text
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff

_LINE = 40  # characters of a line, about
_CONST = regex(r"const struct (?<!\wconst struct )\w+ (\w+)")


def may_be_changed(context: DiffContext, file: FileDiff, struct: str, name: str) -> bool:
    """Whether it reaches into the object ``name``: one that is only handed on may be const."""
    known = known_text(context, file)
    spend(len(known) // _LINE)
    is_reached = regex(rf"\b{name}(?:\[\w+\])?(?:\.|->)").search(known) or f"{name}[i]" in known
    is_chip = f"chip = &{name}" in known  # of struct gpio_irq_chip, which is not const
    return bool(is_reached) or is_chip or f"struct {struct} *" in known


def is_meant_so(file: FileDiff, line: DiffLine, name: str) -> bool:
    """Whether it is const by the line above, or was and shall be so no more."""
    hunk, at = file.hunk_of(line)
    above = hunk.lines[at - 1].text if at else ""
    return above.endswith("const") or name in _removed(file)


@shared(maxsize=256, of_mail=True)
def _removed(file: FileDiff) -> frozenset[str]:
    """The names of what was const in removed lines."""
    found = (_CONST.search(line.text) for line in file.removed())
    return frozenset(one[1] for one in found if one)
