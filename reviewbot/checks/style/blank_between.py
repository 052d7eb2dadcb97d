"""Two functions that stick together, or the includes and what is below.

Reports an added line that begins a function, a type or a variable right below a closing brace, and a
constant, a type or a variable right below an include. Not in headers, whose stubs stand close,
nor where a line that stood so is changed.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import has_added, is_new
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.fix import put_above
from reviewbot.model.patch import ADDED, REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, Hunk

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KINDS = ("where",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), shapes=(r"^(?:static|struct|enum|union|int|void|bool|const|#define)\b",))

_BEGINS = regex(
    r"(?:static|struct|enum|union|int|void|bool|const|unsigned|long|u8|u16|u32|u64)\b.*"
)
_OPEN = regex(r".*[{(,)]")
_DEFINE = regex(r"#define \w+[ \t(].*")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line that sticks to what is above."""
    for file in context.files:
        for hunk in c_hunks(context, file) if file.path.endswith(".c") else ():
            for above, line in pairwise(hunk.post) if has_added(hunk) else ():
                where = _where(above.text, line.text) if line.kind is ADDED else ""
                is_new_there = where and is_new(context, line) and not _stood_so(hunk, line)
                if is_new_there and line.new not in fragment(hunk).commented:
                    fix = put_above(line, "")
                    yield Remark(line.body_line, {"where": where}, Confidence.MODERATE, fix=fix)


def _stood_so(hunk: Hunk, line: DiffLine) -> bool:
    """Whether it takes the place of a line that stuck to what is above, too."""
    before = reversed(hunk.lines[: hunk.lines.index(line)])
    gone = [*takewhile(lambda one: one.kind is REMOVED, before)]
    return bool(gone) and bool(gone[-1].text.strip())


def _where(above: str, text: str) -> str:
    """What a line sticks to, in the words of the template; empty where it stands apart."""
    is_brace = above in ("}", "};")
    if not (is_brace or above.startswith("#include ")):
        return ""
    begins = bool(_BEGINS.fullmatch(text)) and bool(_OPEN.fullmatch(text))
    if is_brace:
        return "brace" if begins else ""
    return "include" if begins or _DEFINE.fullmatch(text) else ""
