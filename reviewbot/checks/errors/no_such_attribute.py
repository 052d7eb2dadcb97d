"""Error code for an argument, where a driver is asked for an attribute it does not have.

Asks about an added ``default: return -EINVAL;`` in the callbacks of drivers/hwmon, which are given the type and
the attribute by the core: -EOPNOTSUPP says that there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True

_PATH = "drivers/hwmon/"
_DEFAULT = Pattern("default: return -EINVAL;")
_NAMES = ("attr", "attribute")  # of the parameter the core gives
_FAR = 2000  # tokens of a switch
_ASKED = (*_NAMES, "type")  # what tells an attribute: a channel or a value is another matter


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each code."""
    for match in new_code(context, _DEFAULT):
        file = file_of(context, match)
        is_asked = _is_given_attribute(match) and _switched(match) in _ASKED
        if file and file.path.startswith(_PATH) and is_asked:
            fix = swapped(match.fragment, [match.first("EINVAL")], "EOPNOTSUPP")
            yield Remark(match.line.body_line, {}, Confidence.MODERATE, fix=fix)


def _is_given_attribute(match: Match) -> bool:
    """Whether the function is one of those the core calls, or is called by one."""
    found = declarations(match.function) if match.function else {}
    return any(
        each.is_parameter and each.type == "u32" for n in _NAMES for each in found.get(n, ())
    )


def _switched(match: Match) -> str:
    """What the switch around it is about, if that is a variable."""
    code, at = match.code, match.start - 1
    first = max(0, at - _FAR)
    while at > first and code.text(at) != "{":
        at = code.opening.get(at, at) - 1
    opening = code.opening.get(at - 1, 0)
    is_switch = opening > 0 and code.text(opening - 1) == "switch"
    return " ".join(code.texts[opening + 1 : at - 1]) if is_switch else ""
