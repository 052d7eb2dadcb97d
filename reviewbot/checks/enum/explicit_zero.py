"""First name of a new enum that is set to 0, which it is anyway.

Asks about it where no other has a value, in an enum that is whole and new: where the hardware says the
numbers, all are written out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.changed_enums import changed_enums
from reviewbot.context.c.hunk.tokens import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.enums import Enum

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=C, words=("enum",))

_LEAST = 2  # names


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at its first name."""
    for changed in changed_enums(context):
        enum = changed.enum
        is_new = enum.whole and all(map(changed.is_new, enum.members))
        if is_new and _sets_first_only(enum):
            first = enum.members[0]
            yield Remark(first.line.body_line, {"name": first.name})


def _sets_first_only(enum: Enum) -> bool:
    first, *others = enum.members
    is_long = len(enum.members) >= _LEAST
    return is_long and spelled(first.value) in ("0", "0x0") and not any(o.value for o in others)
