"""Constant of a new driver without the prefix that the names of its functions have.

Asks, once a mail, about constants of a C file that a patch adds, where three fifths of its functions
begin with the same word; so about those of an enumeration with a name, where none does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import blocks
from reviewbot.context.c.hunk.enums import enums
from reviewbot.context.c.hunk.function_prefix import ALIKE, prefix_of_functions
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_kernel_program, is_test
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, Hunk

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), words=("define", "enum"))

_COMMON = regex(
    r"(?:DRV|DRIVER|MODULE|MODNAME|DEBUG|MY)_?\w*|_\w+|[a-z_]+|\w+_(?:DRV|DRIVER)(?:_\w+)?"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each constant that could be anybody's."""
    for file in context.files:
        is_meant = file.path.endswith(".c") and is_new_file(file) and is_kernel_program(file.path)
        for hunk in file.hunks if is_meant and not is_test(file.path) else ():
            prefix = prefix_of_functions(hunk, file.path)
            for name, line in _foreign(hunk, file.path, prefix) if prefix else ():
                facts = {"name": name, "prefix": f"{prefix.upper()}_"}
                yield Remark(line.body_line, facts, Confidence.MODERATE)


def _foreign(hunk: Hunk, path: str, prefix: str) -> Iterator[tuple[str, DiffLine]]:
    """The constants without it; of an enumeration the first, at the line of the last."""
    for define in (define for block in blocks(hunk) for define in block):
        if not _is_own(define.name, path, prefix):
            yield define.name, define.line
    for enum in enums(hunk):
        is_named = enum.whole and enum.tag and len(enum.members) > 1
        if is_named and not any(_is_own(one.name, path, prefix) for one in enum.members):
            yield enum.members[0].name, enum.members[-1].line


def _is_own(name: str, path: str, prefix: str) -> bool:
    """Whether nobody else would call a constant so, or everybody does."""
    is_so = name.lower().startswith(prefix[:ALIKE]) or _is_of_file(name, path)
    return is_so or bool(_COMMON.fullmatch(name))


def _is_of_file(name: str, path: str) -> bool:
    """Whether a constant begins with another word of the name of its file, which the folder lacks."""
    word, (folder, _, file) = name.lower().split("_")[0], path.lower().rpartition("/")
    return len(word) >= ALIKE and word in file and word not in folder
