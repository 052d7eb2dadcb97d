"""Blanks of a line of devicetree source: two for one, or none where one belongs.

Reports added lines, also in examples of bindings. Not columns, nor what parts addresses from sizes, nor tables
of numbers or of strings, nor lines with a comment, nor lines that the directory has in the tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.code import added_code
from reviewbot.context.dts.columns import goes_on, is_column, is_of_strings
from reviewbot.context.dts.custom import customary
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
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

_NO_BLANK = "missing blank behind the comma"
_DOUBLE = regex(r"\S  (?=[^\s=\\])(?!\d+\b)")  # not of numbers set flush right
_INSIDE = frozenset({"no blank belongs behind <", "no blank belongs before >"})
_VALUE = regex(r"<[ \t]*([^<>]*[^<>\s])[ \t]*>[;,]")
_SHOWN = 24  # columns of a value
_FAULTS = (
    ("one blank belongs on each side of =", regex(r"\A\s*[\w,#-]+(?:=| =[<\"&])")),
    ("two blanks", _DOUBLE),
    ("no blank belongs behind <", regex(r"[=,] *<[ \t][^\s<]")),
    ("no blank belongs before >", regex(r"[^\s>][ \t]+>[;,]")),
    (_NO_BLANK, regex(r"[>\"],[<\"&]")),
    ("missing blank before {", regex(r"\w\{\s*\Z")),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such line."""
    found = {code.line.body_line: fault for code in added_code(context) for fault in _faults(code)}
    usual = customary(context, [(at, text) for at, (_, text) in found.items()])
    for at, (what, text) in found.items():
        if at not in usual:
            yield Remark(at, {"what": what, "value": _value(text) if what in _INSIDE else ""})


def _value(text: str) -> str:
    """The one value of a line without blanks at its ends, where it is short."""
    values = [" ".join(found[1].split()) for found in _VALUE.finditer(text)]
    return f"<{values[0]}>" if len(values) == 1 and len(values[0]) <= _SHOWN else ""


def _faults(code: Code) -> Iterator[tuple[str, str]]:
    """The first of a line, with the text by which it is known elsewhere."""
    has_comment = "/*" in code.line.text or "//" in code.line.text
    for what, fault in () if has_comment else _FAULTS:
        found = fault.search(code.text.rstrip())
        if found and not _is_meant(what, found, code):
            yield what, code.line.text.strip()
            return


def _is_meant(what: str, found: re.Match[str], code: Code) -> bool:
    """Whether the author sets columns apart, or has one string beside the other in a table."""
    if what == _NO_BLANK:
        return is_of_strings(code)
    if what in _INSIDE:
        return goes_on(code.text)
    return what == "two blanks" and is_column(code, found.end())
