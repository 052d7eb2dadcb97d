"""Blanks of a line of devicetree source: two for one, or none where one belongs.

Reports added lines, also in examples of bindings. Not columns, where a line above or below has two blanks
as well, nor lines with a comment, nor lines that the directory has in the tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.code import added_code
from reviewbot.context.dts.custom import customary
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.dts.code import Code

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
    found = {code.line.body_line: fault for code in added_code(context) for fault in _faults(code)}
    usual = customary(context, [(at, text) for at, (_, text) in found.items()])
    yield from (Remark(at, {"what": what}) for at, (what, _) in found.items() if at not in usual)


def _faults(code: Code) -> Iterator[tuple[str, str]]:
    """The first of a line, with the text by which it is known elsewhere."""
    has_comment = "/*" in code.line.text or "//" in code.line.text
    for what, fault in () if has_comment else _FAULTS:
        found = fault.search(code.text.rstrip())
        if found and not (fault is _DOUBLE and any(map(_GAP.search, code.beside))):
            yield what, code.line.text.strip()
            return
