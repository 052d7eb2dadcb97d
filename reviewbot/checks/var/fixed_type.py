"""Added variable, member or parameter of a type of user space: uint8_t instead of u8.

Asks about each of ``uint8_t`` to ``int64_t`` in code of the kernel; not in headers for user space, nor
in a file whose lines that stay or go have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.lex import code_only
from reviewbot.knowledge.layout import is_tool, is_uapi
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "kernel_types"
WHEN = When(files=C, signs=("int8_t ", "int16_t ", "int32_t ", "int64_t "))

_TYPE = regex(r"\bu?int(?:8|16|32|64)_t\b")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line with one."""
    for file in context.files:
        if not file.is_c or is_tool(file.path) or is_uapi(file.path):
            continue
        found = [line for hunk in file.hunks for line in hunk.lines if "int" in line.text]
        found = [line for line in found if _TYPE.search(line.text)]
        if all(line.kind is ADDED for line in found):
            for line in found:
                type_ = _TYPE.search(code_only(line.text))
                if type_ and is_new(context, line):
                    facts = {"type": type_[0], "instead": _instead(type_[0])}
                    yield Remark(line.body_line, facts, Confidence.MODERATE)


def _instead(type_: str) -> str:
    """The name the kernel has for it."""
    return type_.replace("uint", "u").replace("int", "s").removesuffix("_t")
