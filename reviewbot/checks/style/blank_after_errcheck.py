"""Missing blank line behind a test that leaves, where the file has one nearly always.

Asks about an added ``if (ret) return ret;`` with the next statement right below, where four fifths
of those in sight have a blank line there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import has_added, is_new
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.fix import put_below
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "blank_behind_test"
WHEN = When(files=C, shapes=(r"return (?:ret|err|rc|error);$",))

_TEST = regex(r"(\t+)if \((?:ret|err|rc|error)(?: < 0| != 0)?\)")
_LEAVES = regex(r"(\t+)return (?:ret|err|rc|error);")
_ENDS = ("return ret;", "return err;", "return rc;", "return error;")
_NEXT = regex(r"(\t+)(?!case\b|default\b|return\b|break\b|if \((?:ret|err)\b)\w")
_ENOUGH = 5  # tests that show a habit
_MOSTLY = 0.8


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each test that the next statement sticks to."""
    for file in context.files:
        hunks = c_hunks(context, file) if file.is_c and not is_tool(file.path) else ()
        lines = [fragment(hunk).lines for hunk in hunks if has_added(hunk)]
        found = [(row[at + 1], row[at + 2]) for row in lines for at in _tests(row)]
        sticking = [leaves for leaves, below in found if below.text.strip()]
        if len(found) >= _ENOUGH and len(found) - len(sticking) >= _MOSTLY * len(found):
            for line in sticking:
                if is_new(context, line):
                    yield Remark(line.body_line, {}, Confidence.MODERATE, fix=put_below(line, ""))


def _tests(lines: tuple[DiffLine, ...]) -> Iterator[int]:
    """Where a test stands with its return, and a statement of the same block below."""
    returns = [at for at, line in enumerate(lines[:-1]) if line.text.endswith(_ENDS)]
    for at in [at - 1 for at in returns if at]:
        test, below = _TEST.fullmatch(lines[at].text), lines[at + 2].text
        if test and _LEAVES.fullmatch(lines[at + 1].text):
            follows = _NEXT.match(below)
            if not below.strip() or (follows and follows[1] == test[1]):
                yield at
