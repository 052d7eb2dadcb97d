"""Added attribute of a device whose short form only needs other names of its functions.

Asks for DEVICE_ATTR_RO(), _RW() or _WO(), and for those of IIO_DEVICE_ATTR(), where the functions are new,
in sight, and used for this attribute only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.new_uses import uses_of_new
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "device_attr_rw"

_PLAIN = Pattern("DEVICE_ATTR($name, $mode, $show, $store)")
_IIO = Pattern("IIO_DEVICE_ATTR($name, $mode, $show, $store, $address)")
_USES = 2  # of a function: its definition, and this


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added attribute that could have the short form."""
    short = by_name("device_attributes", "modes", key="mode")
    for pattern in (_PLAIN, _IIO):
        for match in new_code(context, pattern, commented=True):
            known, name = short.get(match["mode"].replace(" ", "")), match["name"]
            wanted = _wanted(name, known) if known else ()
            given = (match["show"], match["store"])
            uses = uses_of_new(context, given)
            are_own = all(uses[each] == _USES for each in given if each != "NULL")
            if not known or not are_own or (given == wanted and pattern is _PLAIN):
                continue
            if [each == "NULL" for each in given] == [each == "NULL" for each in wanted]:
                iio = "IIO_" * (pattern is _IIO)
                macro = f"{iio}{known['macro']}"
                arguments = f"{name}, {match['address']}" if iio else name
                names = " and ".join(f"{each}()" for each in wanted if each != "NULL")
                facts = {"instead": f"{macro}({arguments})", "names": names}
                at = match.line.body_line
                yield Remark(at, facts, Confidence.MODERATE, recommends=(macro,))


def _wanted(name: str, known: Mapping[str, bool]) -> tuple[str, str]:
    """The functions that a short form takes."""
    return (
        f"{name}_show" if known["show"] else "NULL",
        f"{name}_store" if known["store"] else "NULL",
    )
