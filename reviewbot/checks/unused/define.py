"""Constant that a new file defines and never uses.

Reports, in a C file the patch adds, a ``#define`` whose name stands nowhere else in it; not one of
four or more whose names begin alike, as those of registers do: such lists are kept whole.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.file.settled import is_mentioned_later
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.layout import is_tool
from reviewbot.regex import regex
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
NAMED = "name"
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".c",), words=("define",))

_DEFINE = regex(r"#[ \t]*define[ \t]+(\w+)[ \t]+[^\s\\]")
_LIST = 4  # names of one kind


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each constant nobody asks for; never more than reported."""
    for file in context.files:
        if is_new_file(file) and file.path.endswith(".c") and not is_tool(file.path):
            for line, name in _unused(file):
                if not is_mentioned_later(context, name):
                    yield Remark(line.body_line, {"name": name}, Confidence.LOW)


def _unused(file: FileDiff) -> Iterator[tuple[DiffLine, str]]:
    lines = [line for line in file.added() if line.text.strip()]
    found = [(line, match[1]) for line in lines if (match := _DEFINE.match(line.text))]
    uses = Counter(words_in("\n".join([line.text for line in lines]))) if found else Counter()
    kinds = Counter(_kind(name) for _, name in found)
    if not any("##" in line.text for line in lines):
        for line, name in found:
            if uses[name] == 1 and kinds[_kind(name)] < _LIST:
                yield line, name


def _kind(name: str) -> str:
    """What names of one list have alike: the first two words."""
    return "_".join(name.split("_")[:2])
