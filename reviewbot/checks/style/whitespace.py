"""White space that slipped in: two blanks in a statement, blanks where tabs belong.

Reports added lines of C that begin with four blanks or more in a file that has no such lines, and
statements with two blanks inside, beside these also comments that begin with two; not before ``=`` and
behind a comma, where columns have them, nor where a word or sign stands in one column with that of the line
above or below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import lines_before
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import has_added, is_new
from reviewbot.context.c.hunk.spacing import has_slip
from reviewbot.context.c.hunk.type_bodies import type_around
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.fix import retyped, tabbed
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.model.fix import Fix
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KINDS = ("fault",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"    (?<![^\n]    )", r"  (?<=\S  )"))

_BLANKS = regex(r" {4} *[^\s*\\](?!.*\\$)")
_CODE = regex(r" {4} *[^\s*].*[;{}(),|&]$")
_DOUBLE = regex(r"(?<=\S) {2,}(?=\S)")
_COMMENT = regex(r"[ \t]*/\* \S")
_WIDE_COMMENT = regex(r"[ \t]*/\*  \w.*\*/$")
_STATEMENT = regex(r"\t+\S.*(?:;|[ ]\{)$")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line with blanks that nobody wanted."""
    for file in context.files:
        is_double = False
        for hunk in c_hunks(context, file) if file.is_c and not is_tool(file.path) else ():
            part = fragment(hunk)
            for at, line in enumerate(part.lines) if has_added(hunk) else ():
                fault = _fault(part, at) if "  " in line.text and is_new(context, line) else ""
                was_so = fault == "indent" and any(map(_CODE.match, lines_before(context, file)))
                if fault and not was_so and line.new not in part.commented:
                    is_double = is_double or fault == "double"
                    yield Remark(line.body_line, {"fault": fault}, fix=_fix(hunk, line, fault))
        for line in _comments(context, file) if is_double else ():
            text = line.text.replace("/*  ", "/* ", 1)
            yield Remark(line.body_line, {"fault": "double"}, fix=retyped(line, text))


def _comments(context: DiffContext, file: FileDiff) -> Iterator[DiffLine]:
    """The added comments of a file that begin with two blanks, where most begin with one."""
    lines = [line for hunk in c_hunks(context, file) for line in fragment(hunk).lines]
    wide = [line for line in lines if _WIDE_COMMENT.match(line.text)]
    one = sum(bool(_COMMENT.match(line.text)) for line in lines) if wide else 0
    yield from (line for line in wide if one > len(wide) and is_new(context, line))


def _fix(hunk: Hunk, line: DiffLine, fault: str) -> Fix:
    """Tabs in front, or one blank for two."""
    if fault == "indent":
        return tabbed(hunk, line)
    return () if '"' in line.text else retyped(line, _DOUBLE.sub(" ", line.text))


def _fault(part: Fragment, at: int) -> str:
    """What is wrong with a line, in the words of the template; empty where nothing is."""
    text = part.lines[at].text
    if _BLANKS.match(text):
        return "indent"
    is_slip = _STATEMENT.match(text) and has_slip(part, at)
    return "double" if is_slip and not type_around(part, part.lines[at]) else ""
