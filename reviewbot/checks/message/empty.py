"""Patch without a commit message: nothing but tags below the subject.

Leaves out bindings converted to a schema, of which the title says all there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.binding.subject_of import is_of_bindings
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.opening import first_line
from reviewbot.context.trailers import known, read_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log, which has no text."""
    lines = map(context.message.line, context.body.log)
    if is_conversion(context) and is_of_bindings(context.patch):
        return
    if is_to_commit(context.patch) and not any(map(_says, lines)):
        yield Remark(first_line(context.patch), {})


def _says(line: str) -> bool:
    """Whether a line of the log is neither blank nor a tag."""
    tag = read_tag(line)
    return bool(line.strip()) and not (tag and tag[0].lower() in known())
