"""Title of a document that is longer than its underline.

Reports a new title and underline in reStructuredText, of which Sphinx warns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.fix import retyped
from reviewbot.model.patch import ADDED
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
            for title, below in _underlined(hunk.post):
                missing = len(title.text.rstrip()) - len(below.text.rstrip())
                if missing > 0 and title.kind is ADDED and is_new(context, below):
                    fix = retyped(below, below.text.rstrip() + below.text[0] * missing)
                    yield Remark(below.body_line, {"missing": missing}, fix=fix)


def _underlined(lines: Sequence[DiffLine]) -> Iterator[tuple[DiffLine, DiffLine]]:
    """The titles of which a character is a column, each with the line below it."""
    for at, (title, below) in enumerate(pairwise(lines)):
        if _LINE.match(below.text) and title.text.isascii() and _is_title(lines, at):
            yield title, below


def _is_title(lines: Sequence[DiffLine], at: int) -> bool:
    """Whether a line stands alone, or below a line as the one it stands on."""
    above = lines[at - 1].text.strip() if at else "."
    is_alone = not above or above == lines[at + 1].text.strip()
    return bool(is_alone and _TITLE.match(lines[at].text))
