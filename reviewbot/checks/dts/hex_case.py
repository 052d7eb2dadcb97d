"""Number in devicetree source with capital hexadecimal digits.

Reports added lines with one, also in examples of bindings. Not where the line above or below
keeps to capitals and was there before, nor where the file has the very number so, or the directory
the very line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.code import added_code
from reviewbot.context.dts.custom import customary
from reviewbot.context.fix import retyped
from reviewbot.model.patch import CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi", ".dtso", ".yaml"), signs=("0x", "0X", "@"))

_CAPITAL = regex(
    r"\b0[xX](?=[\da-fA-F]*[A-F]|(?<=X))[\da-fA-F]+\b|(?<=\w@)(?=[\da-f]*[A-F])[\da-fA-F]+(?= *\{)"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first such number of each line."""
    wrong = [
        (code, found)
        for code in added_code(context)
        for found in [None if code.text.islower() else _CAPITAL.search(code.text)]
        if found and not any(map(_CAPITAL.search, code.old))
    ]
    lines = [code.line for code, _ in wrong]
    known = _known(context) if wrong else frozenset()
    usual = customary(context, [(line.body_line, line.text.strip()) for line in lines])
    for code, found in wrong:
        line = code.line
        if line.body_line not in usual and found[0] not in known:
            text = "".join(_lowered(line.text, code.text))
            facts = {"number": found[0], "right": found[0].lower()}
            yield Remark(line.body_line, facts, fix=retyped(line, text))


def _known(context: DiffContext) -> frozenset[str]:
    """The numbers of lines that the mail shows and that were there before."""
    hunks = [hunk for file in context.files for hunk in file.hunks]
    lines = (line.text for hunk in hunks for line in hunk.lines if line.kind is CONTEXT)
    return frozenset(found[0] for text in lines for found in _CAPITAL.finditer(text))


def _lowered(text: str, code: str) -> Iterator[str]:
    """The line with all of them in lower case, in pieces."""
    end = 0
    for found in _CAPITAL.finditer(code):
        yield text[end : found.start()]
        yield found[0].lower()
        end = found.end()
    yield text[end:]
