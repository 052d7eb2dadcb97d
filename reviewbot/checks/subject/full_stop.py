"""Full stop at the end of a subject.

Reports titles that end in one, unless it belongs to an abbreviation or to dots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.committed_title import committed_title, has_message
from reviewbot.context.opening import first_line
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
KERNEL_ONLY = True
FINAL_ONLY = True

_STOP = regex(
    r"(?<![.\s])(?<!\betc)(?<!\b[Ii]nc)(?<!\b[Ll]td)(?<!\b[Cc]o)(?<!\bCorp)(?<![ .][A-Za-z])\.$"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    title = committed_title(context.patch)
    if title.endswith(".") and _STOP.search(title) and not has_message(title):
        yield Remark(first_line(context.patch), {})
