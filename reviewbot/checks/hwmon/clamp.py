"""Added limit of a hardware monitor that is refused where it is out of range, not clamped.

Asks about ``if (val < … || val > …) return -EINVAL;`` in the case of a limit or an interval, in a function
that writes one: Documentation/hwmon/sysfs-interface.rst wants clamp_val() where values are continuous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.hwmon import is_hwmon, takes_value
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), words=("EINVAL", "ERANGE"))

_BOUND = r"[<>]=? -? ?(?:\w+|\( [^()]* \))"
_REFUSED = regex(
    rf"if \( (?<=\bif \( )(?P<value>\w+) {_BOUND}(?: \|\| (?P=value) {_BOUND})? \) "
    r"(?:\{ )?return - E(?:INVAL|RANGE) ;"
)
_FAR = 240  # tokens between a label and what it is about
_LIMIT = regex(r"min|max|crit|lcrit|emergency|hyst|cap|interval|offset")


def check(context: DiffContext) -> Iterator[Remark]:
    """Ask about each of them."""
    for match in new_written(context, _REFUSED, "return"):
        file = file_of(context, match)
        is_value = match.function and takes_value(match.function, match["value"])
        if file and is_value and is_hwmon(file) and _is_limit(match):
            facts = {"value": match["value"]}
            yield Remark(
                match.line.body_line, facts, Confidence.MODERATE, recommends=("clamp_val",)
            )


def _is_limit(match: Match) -> bool:
    """Whether the last label above says that it is of a limit."""
    above = match.code.texts[max(0, match.start - _FAR) : match.start]
    labels = [above[at + 1] for at, word in enumerate(above[:-1]) if word == "case"]
    return bool(labels) and bool(_LIMIT.search(labels[-1]))
