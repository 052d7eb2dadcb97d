"""Added switch whose arms set what the next statement returns.

Reports, in a function that is new, a switch that ends it but for ``return ret;``, where at least two
arms end with ``ret = …; break;``, no other breaks out and one is the default: the arms can return by
themselves. It asks, for some like one way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.file.settled import is_changed_later
from reviewbot.context.c.hunk.carried import is_carrier
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.setting_arms import setting_arms
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_SWITCH = Pattern("switch (...) { ... } return $kept;")
_SEVERAL = 2  # arms that set it, at least


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first arm of each such switch."""
    for match in new_code(context, _SWITCH):
        kept, function = match["kept"], match.function
        if not (match.ends_function and function and is_carrier(kept, function)):
            continue
        arms = setting_arms(match, kept)
        file, _ = context.patch.anchors[match.line.body_line]
        if is_changed_later(context, name_of(function)):
            continue
        is_house_style = file.path.startswith(tuple(names_in("one_return", "directories")))
        if len(arms) >= _SEVERAL and not is_house_style:
            at = arms[0].body[-1].line.body_line
            yield Remark(at, {"variable": kept}, Confidence.MODERATE)
