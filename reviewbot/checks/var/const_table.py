"""Added table of values that is only read, and is not const.

Reports a static array of numbers, or of strings, whose name the patch brings in and uses in no other way
than to read an element, or to count them.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.file.settled import is_mentioned_later
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.only_read import is_only_read
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("static",), shapes=(r"\] = \{",))

_NUMBER = (
    r"(?:unsigned |signed )?(?:char|short|int|long)|unsigned|bool|[us](?:8|16|32|64)|u?int\d+_t"
)
_TABLE = regex(
    rf"\s*static (?:(?:{_NUMBER})\s+|const char \*\s*)(\w+)((?:\[[^\[\]]*\])+) = \{{(?!\s*0?\s*\}})"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such table."""
    for file in context.files:
        for line in file.added() if file.is_c and not is_tool(file.path) else ():
            match = _TABLE.match(line.text)
            if match and is_new(context, line) and not _is_known(context, match[1]):
                parts = [fragment(hunk) for hunk in file.hunks]
                if is_only_read(parts, match[1], match[2].count("[")):
                    words = "static const" if "*" not in match[0] else "static const char * const"
                    facts = {"name": match[1], "words": words}
                    yield Remark(line.body_line, facts, Confidence.MODERATE)


def _is_known(context: DiffContext, name: str) -> bool:
    """Whether the name was there before, or has more to come."""
    removed = chain.from_iterable(file.removed() for file in context.files)
    return is_mentioned_later(context, name) or any(name in line.text for line in removed)
