"""Patch of bindings whose subject does not begin with "dt-bindings:".

Reports titles without it, misspelt, or with another prefix in front where the subsystem does not
ask for that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.binding.subject_of import binding_directory, is_of_bindings
from reviewbot.context.committed_title import committed_title
from reviewbot.context.opening import first_line
from reviewbot.context.spelling import one_edit
from reviewbot.knowledge.layout import is_with_bindings
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True

_RIGHT = regex(r"dt-bindings?\b", re.IGNORECASE)
_WORDS = ("dt-bindings", "bindings")
_TREEWIDE = regex(r"(?:maintainers|treewide|mailmap|tree-wide)\b", re.IGNORECASE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    title = committed_title(context.patch)
    if not title or _RIGHT.match(title) or _TREEWIDE.match(title):
        return
    paths = [file.path for file in context.files if is_with_bindings(file.path)]
    first = tuple(table("binding_subjects")["own_prefix_first"]["directories"])
    if is_of_bindings(context.patch) and not any(path.startswith(first) for path in paths):
        directory = binding_directory(paths[0])
        sure = Confidence.MODERATE if _RIGHT.search(title) else Confidence.HIGH
        begins = title.partition(":")[0].lower()
        typo = begins if any(one_edit(begins, right) for right in _WORDS) else ""
        yield Remark(first_line(context.patch), {"directory": directory, "typo": typo}, sure)
