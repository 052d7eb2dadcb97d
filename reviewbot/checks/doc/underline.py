"""Title of a document that is longer than its underline.

Reports a new title and underline in reStructuredText, of which Sphinx warns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.fix import retyped
from reviewbot.model.patch import LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
WHEN = When(files=(".rst",))

_LINE = regex(r"([-=~^\"'*+#`.:_])\1{3,}[ \t]*$")  # docutils takes shorter ones for text
_TITLE = regex(r"[^\s.:|+=-](?:[^\s|]|[ ](?![ ]))+$")  # no row of a table


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each underline."""
    for file in context.files:
        for hunk in file.hunks if file.path.endswith(".rst") else ():
            for at, (title, below) in enumerate(pairwise(hunk.post)):
                is_added = title.kind is LineKind.ADDED and is_new(context, below)
                if is_added and _LINE.match(below.text) and _is_title(hunk.post, at):
                    missing = len(title.text.rstrip()) - len(below.text.rstrip())
                    if missing > 0 and title.text.isascii():
                        fix = retyped(below, below.text.rstrip() + below.text[0] * missing)
                        yield Remark(below.body_line, {"missing": missing}, fix=fix)


def _is_title(lines: Sequence[DiffLine], at: int) -> bool:
    """Whether a line stands alone, or below a line as the one it stands on."""
    above = lines[at - 1].text.strip() if at else "."
    is_alone = not above or above == lines[at + 1].text.strip()
    return bool(is_alone and _TITLE.match(lines[at].text))
