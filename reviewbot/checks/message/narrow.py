"""Paragraph of the commit message that is wrapped long before 75 columns.

Asks at its first line, where each line but the last has room for the next word, and more.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.prose import message_prose
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("width",)

_LINES = 3
_ROOM = 64  # columns of a line with the word below it: eleven are left of 75
_LISTED = regex(r"\s|[-*+•(\[]|o\s|\d+[.):]|[\w-]+: |.*:$")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such paragraph."""
    if not is_to_commit(context.patch):
        return
    lines = [*enumerate(prose.at for prose in message_prose(context.patch))]
    for _, run in groupby(lines, key=lambda line: line[1] - line[0]):
        places = [at for _, at in run]
        texts = [context.message.line(at).rstrip() for at in places]
        if len(texts) >= _LINES and not any(map(_LISTED.match, texts)) and _is_narrow(texts):
            width = max(map(len, texts))
            yield Remark(places[0], {"width": width})


def _is_narrow(texts: Sequence[str]) -> bool:
    """Whether the first word of each next line would have had its place."""
    return all(len(line) + 1 + len(below.split()[0]) <= _ROOM for line, below in pairwise(texts))
