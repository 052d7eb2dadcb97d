"""Patch without a commit message: nothing but tags below the subject.

Tells where the text stands below the ``---``. Leaves out what the title says all of: bindings converted to a
schema, the version of a driver, nodes added to devicetrees; and what is imported from another project,
which has the message. As a question where little code is added, or the title says that it is no more than
a slip, dead code, a document or a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.binding.subject_of import is_of_bindings
from reviewbot.context.committed_title import has_message, is_to_commit
from reviewbot.context.message_elsewhere import is_above_pasted, message_below, says
from reviewbot.context.opening import first_line
from reviewbot.context.told_by_title import adds_nodes, is_imported, is_version
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
_SLIGHT = regex(
    r"(?i)\b(?:typos?|spelling|comments?|unused|dead|docs?|documentation|tests?|selftests?|white-?space|cleanup)\b"
)
_MUCH = 10  # lines


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log, which has no text."""
    lines = map(context.message.line, context.body.log)
    if is_conversion(context) and is_of_bindings(context.patch):
        return
    if not is_to_commit(context.patch) or any(map(says, lines)):
        return
    is_told = is_imported(context) or is_version(context) or adds_nodes(context)
    if not (is_told or is_above_pasted(context.patch)):
        below = message_below(context.patch)
        facts = {
            "in_subject": has_message(context.patch.subject.title),
            "below": "yes" if below else "",
        }
        sure = Confidence.HIGH if below or _is_much(context) else Confidence.MODERATE
        yield Remark(below or first_line(context.patch), facts, sure)


def _is_much(context: DiffContext) -> bool:
    """Whether it adds code that a title alone does not tell the reason of."""
    added = sum(len(tuple(file.added())) for file in context.files if file.is_c)
    return added >= _MUCH and not _SLIGHT.search(context.patch.subject.title)
