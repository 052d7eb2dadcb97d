"""Added table of values that is only read, and is not const.

Reports a static array of numbers, or of strings, whose name the patch brings in and uses in no other way
than to read an element, or to count them. Not where only its name is another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.file.settled import is_mentioned_later
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.one_word import is_renamed
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
            is_one = match is not None and is_new(context, line)
            if (
                match
                and is_one
                and not is_mentioned_later(context, match[1])
                and is_only_read(file, match[1], match[2].count("["))
                and not any(is_renamed(hunk, (line,)) for hunk in file.hunks if line in hunk.lines)
            ):
                words = "static const" if "*" not in match[0] else "static const char * const"
                facts = {"name": match[1], "words": words}
                yield Remark(line.body_line, facts)
