"""Link to a datasheet in the text of a commit message, where a tag would be found.

Asks at the line with the link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("http",))

_URL = regex(r"(?:^|\s)https?://\S+$")
_DATASHEET = regex(r"data-?[ _]?sheet|/ds/", re.IGNORECASE)
_PLACED = regex(r"\s|[A-Z][\w-]+: |\[?\d+\]?:? |[-*>] ")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line of the text with such a link."""
    above = ""
    for at in context.body.log if is_to_commit(context.patch) else ():
        line = context.message.line(at)
        is_link = _URL.search(line) and not _PLACED.match(line)
        if is_link and (_DATASHEET.search(line) or _DATASHEET.search(above)):
            yield Remark(at, {}, Confidence.MODERATE)
        above = line
