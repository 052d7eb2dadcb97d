"""Help text of a new driver that does not say how its module is called.

Reports the last line of it, where no module is spoken of, and an option beside it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.kconfig import new_options

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(words=("tristate",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for option in new_options(context):
        is_driver = option.is_tristate and option.said and option.is_whole
        is_custom = "module" in option.beside.lower()
        if (
            is_driver
            and is_custom
            and not any("module" in line.text.lower() for line in option.said)
        ):
            yield Remark(option.said[-1].body_line, {}, Confidence.MODERATE)
