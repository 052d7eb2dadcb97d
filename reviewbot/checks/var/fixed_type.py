"""Added variable, member or parameter of a type of user space: uint8_t instead of u8.

Reports each of ``uint8_t`` to ``int64_t`` in code of the kernel; not in headers for user space, nor in a
file that includes some of the C library, or whose lines that stay or go have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.host_code import includes_libc
from reviewbot.context.c.hunk.new import is_new
from reviewbot.knowledge.layout import is_tool, is_uapi
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, FileDiff

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
        if found and all(line.kind is ADDED for line in found) and not includes_libc(file):
            for type_, line in _uses(file):
                if is_new(context, line):
                    yield Remark(line.body_line, {"type": type_, "instead": _instead(type_)})


def _uses(file: FileDiff) -> Iterator[tuple[str, DiffLine]]:
    """The first of them on each line of code."""
    for hunk in file.hunks:
        last = None
        for token in fragment(hunk).code.tokens if _TYPE.search(hunk.added_text) else ():
            if token.line is not last and _TYPE.fullmatch(token.text):
                last = token.line
                yield token.text, token.line


def _instead(type_: str) -> str:
    """The name the kernel has for it."""
    return type_.replace("uint", "u").replace("int", "s").removesuffix("_t")
