"""Blanks of a line of devicetree source: two for one, or none where one belongs.

Reports added lines, also in examples of bindings. Not columns, where a line above or below has two blanks
as well, nor lines with a comment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.code import added_code
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("what",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(
    files=(".dts", ".dtsi", ".dtso", ".yaml"), signs=("  ", ",<", ',"', "< ", " >", "{", "=")
)

_DOUBLE = regex(r"\S  (?=[^\s=\\])(?!\d+\b)")  # not of numbers set flush right
_GAP = regex(r"\S {2,}[^\s=\\]")
_FAULTS = (
    ("two blanks", _DOUBLE),
    ("a blank behind <", regex(r"[=,] *<[ \t][^\s<]")),
    ("a blank before >", regex(r"[^\s>][ \t]+>[;,]")),
    ("no blank behind the comma", regex(r"[>\"],[<\"&]")),
    ("no blank before {", regex(r"\w\{\s*\Z")),
    ("no blank beside =", regex(r"\A\s*[\w,#-]+(?:=| =[<\"&])")),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such line."""
    for code in added_code(context):
        for what, fault in _FAULTS:
            is_column = fault is _DOUBLE and any(map(_GAP.search, code.beside))
            has_comment = "/*" in code.line.text or "//" in code.line.text
            if fault.search(code.text.rstrip()) and not is_column and not has_comment:
                yield Remark(code.line.body_line, {"what": what})
                break
