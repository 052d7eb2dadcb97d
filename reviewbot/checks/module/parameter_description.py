"""Parameter of a module that nothing describes.

Asks about parameters a patch adds to a file without a MODULE_PARM_DESC() for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import whole_around
from reviewbot.knowledge.load import names_in, table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
_CHARACTERS = 4000  # searched for a name in a step


def _macros() -> frozenset[str]:
    """The macros that make a parameter."""
    return names_in("module_parameters", "macros")


_PARAMETER = Pattern("^ $macro($name, ...);", macro=_macros)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such parameter."""
    for match in new_code(context, _PARAMETER, commented=True):
        name, source = match["name"], whole_around(context, match)
        if source is None or has_in_removed(match, name):
            continue
        spend(1 + len(source) // _CHARACTERS)
        described = (
            rf"{table('module_parameters')['description']['macro']}\s*\(\s*{re.escape(name)}\b"
        )
        if not re.search(described.encode(), source):
            yield Remark(match.line.body_line, {"name": name}, Confidence.MODERATE)
