"""Added constants with a blank before their value, where others have a tab.

Asks about two or more numbers or bits on lines that stand together, most of them without a tab, in a
place whose constants have one; not where a file's constants that stay are written with blanks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "tabbed_defines"
WHEN = When(files=C, words=("define",))

_BLANK = regex(r"#define \w+ +(?:0x|\d|BIT\(|GENMASK\()")
_FEW = 2
_NOTE = "is one of them"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first constant of each block without a tab."""
    for _, new in new_defines(context):
        plain = [define for define in new if _BLANK.match(define.line.text)]
        if len(plain) >= _FEW and len(plain) * 2 > len(new):
            at = plain[0].line.body_line
            file, _ = context.patch.anchors.get(at, (None, None))
            if file and not file.path.startswith("include/dt-bindings/") and not _has_old(file):
                rest = (define.line.body_line for define in plain[1:])
                related = tuple(Related(each, _NOTE, again=True, counts=False) for each in rest)
                yield Remark(at, {}, Confidence.HIGH, related)


def _has_old(file: FileDiff) -> bool:
    """Whether constants that were there are written that way."""
    lines = (line for hunk in file.hunks for line in hunk.lines if line.kind is not ADDED)
    return any(_BLANK.match(line.text) for line in lines)
