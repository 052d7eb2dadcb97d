"""Binding of a subsystem that wants its own prefix before "dt-bindings:".

Reports titles that begin with "dt-bindings:" where all bindings are of such a subsystem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.binding.subject_of import binding_directory, is_of_bindings
from reviewbot.context.committed_title import committed_title
from reviewbot.context.opening import first_line
from reviewbot.knowledge.layout import is_with_bindings
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
KERNEL_ONLY = True
FINAL_ONLY = True

_FIRST = regex(r"dt-bindings:", re.IGNORECASE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    if not _FIRST.match(committed_title(context.patch)) or not is_of_bindings(context.patch):
        return
    paths = [file.path for file in context.files if is_with_bindings(file.path)]
    directories = {binding_directory(path) for path in paths}
    prefix = table("binding_subjects")["reversed"]["prefixes"].get(directories.pop(), "")
    if prefix and not directories:
        yield Remark(first_line(context.patch), {"prefix": prefix})
