"""Colon of a subject's prefix without a blank behind it, or with one before it.

Reports titles as "iio:adc:frob: fix" and "i2c : frob: fix".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.committed_title import committed_title
from reviewbot.context.opening import first_line
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("right",)
MOOT_BESIDE = (  # each wants another prefix
    "subject.learned_prefix",
    "subject.prefix",
    "subject.path_prefix",
    "subject.dt_prefix",
    "subject.dt_order",
)

_PREFIX = regex(r"(?:[A-Za-z][\w.,+/-]{0,40}(?: ?: |:(?=[A-Za-z])))+")
_COLON = regex(r" ?: ?")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    title = committed_title(context.patch)
    prefix = _PREFIX.match(title)
    right = _COLON.sub(": ", prefix[0]) if prefix else ""
    is_meant = title.startswith(tuple(table("subjects")["joined"]["prefixes"]))
    if prefix and right != prefix[0] and not is_meant:
        yield Remark(first_line(context.patch), {"right": right.rstrip()})
