"""Constant of a new driver without the prefix that the names of its functions have.

Asks, once a mail, about constants of a C file that a patch adds, where three fifths of its functions
begin with the same word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import blocks
from reviewbot.context.c.hunk.function_prefix import ALIKE, prefix_of_functions
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_kernel_program, is_test
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), words=("define",))

_COMMON = regex(
    r"(?:DRV|DRIVER|MODULE|MODNAME|DEBUG|MY)_?\w*|_\w+|[a-z_]+|\w+_(?:DRV|DRIVER)(?:_\w+)?"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each constant that could be anybody's."""
    for file in context.files:
        is_meant = file.path.endswith(".c") and is_new_file(file) and is_kernel_program(file.path)
        for hunk in file.hunks if is_meant and not is_test(file.path) else ():
            prefix = prefix_of_functions(hunk, file.path)
            for define in (define for block in blocks(hunk) for define in block if prefix):
                is_own = define.name.lower().startswith(prefix[:ALIKE])
                is_of_file = _is_of_file(define.name, file.path)
                if not (is_own or is_of_file or _COMMON.fullmatch(define.name)):
                    facts = {"name": define.name, "prefix": f"{prefix.upper()}_"}
                    yield Remark(define.line.body_line, facts, Confidence.MODERATE)


def _is_of_file(name: str, path: str) -> bool:
    """Whether a constant begins with another word of the name of its file, which the folder lacks."""
    word, (folder, _, file) = name.lower().split("_")[0], path.lower().rpartition("/")
    return len(word) >= ALIKE and word in file and word not in folder
