"""Macro for the name of a driver or device that is used in one place.

Asks, in a new file of C, about a macro that stands for a string and is used for nothing but
``.name`` of the driver, or to name a device.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.fix import retyped, without
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), signs=("name = ", "name\t"))

_DEFINE = regex(r'#[ \t]*define[ \t]+([A-Z]\w*)[ \t]+("[^"]+")\s*')
_NAME = regex(r"\s*(\.|\w+->)name\s*=\s*([A-Z]\w*)[,;]\s*")
_DRIVER = regex(r"driver\s*=\s*\{")
_TWICE = 2  # where it is defined and where it is used
_ABOVE = 4  # lines of a driver above its name


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each use of such a macro."""
    for file in context.files:
        if is_new_file(file) and file.path.endswith(".c") and not is_tool(file.path):
            for line, define, name, text in _used_once(file):
                related = (Related(define.body_line, "defined here"),)
                fix = (*without([define]), *retyped(line, line.text.replace(name, text)))
                yield Remark(line.body_line, {"name": name}, Confidence.MODERATE, related, fix=fix)


def _used_once(file: FileDiff) -> Iterator[tuple[DiffLine, DiffLine, str, str]]:
    """Each such use: its line, that of the macro, the macro and its string."""
    lines = list(file.added())
    quoted = (line for line in lines if '"' in line.text)
    defines = {m[1]: (line, m[2]) for line in quoted if (m := _DEFINE.fullmatch(line.text))}
    if defines:
        uses = Counter(word for line in lines for word in words_in(line.text))
        for number, line in enumerate(lines):
            match = _NAME.fullmatch(line.text)
            above = "\n".join(each.text for each in lines[max(0, number - _ABOVE) : number])
            if match and (match[1] != "." or _DRIVER.search(above)) and uses[match[2]] == _TWICE:
                define, text = defines.get(match[2], (None, ""))
                if define:
                    yield line, define, match[2], text
