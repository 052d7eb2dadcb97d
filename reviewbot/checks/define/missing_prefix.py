"""Constant of a new driver without the prefix that the names of its functions have.

Asks, once a mail, about constants of a C file that a patch adds, where three fifths of its functions
begin with the same word.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.defines import blocks
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_kernel_program, is_test
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), words=("define",))

_FEW = 4  # functions that show no prefix
_SHARE = 0.6
_ALIKE = 3  # letters in common are enough: one driver serves several chips
_COMMON = regex(
    r"(?:DRV|DRIVER|MODULE|MODNAME|DEBUG|MY)_?\w*|_\w+|[a-z_]+|\w+_(?:DRV|DRIVER)(?:_\w+)?"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each constant that could be anybody's."""
    for file in context.files:
        is_meant = file.path.endswith(".c") and is_new_file(file) and is_kernel_program(file.path)
        if is_meant and not is_test(file.path):
            for hunk in file.hunks:
                prefix = _prefix(hunk, file.path)
                for define in (define for block in blocks(hunk) for define in block if prefix):
                    is_own = define.name.lower().startswith(prefix[:_ALIKE])
                    is_of_file = _is_of_file(define.name, file.path)
                    if not (is_own or is_of_file or _COMMON.fullmatch(define.name)):
                        facts = {"name": define.name, "prefix": f"{prefix.upper()}_"}
                        yield Remark(define.line.body_line, facts, Confidence.MODERATE)


def _is_of_file(name: str, path: str) -> bool:
    """Whether a constant begins with another word of the name of its file, which the folder lacks."""
    word, (folder, _, file) = name.lower().split("_")[0], path.lower().rpartition("/")
    return len(word) >= _ALIKE and word in file and word not in folder


def _prefix(hunk: Hunk, path: str) -> str:
    """The first word of the names of most functions, if the file is called so, too."""
    names = [name for each in fragment(hunk).functions if (name := name_of(each))]
    words = Counter(name.lstrip("_").split("_")[0] for name in names)
    word, often = words.most_common(1)[0] if words else ("", 0)
    folder, _, name = path.lower().rpartition("/")
    is_name = len(word) >= _ALIKE and word in name and word not in folder.split("/")
    return word if is_name and len(names) >= _FEW and often >= _SHARE * len(names) else ""
