"""Patch that its sender has not signed off, but somebody else has.

Reports at the last Signed-off-by: where none is of the sender, by address or by name, nor by one word. Not where
the sender keeps the tree that the subject names, nor where who signed last is their first maintainer: both sign then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.signing import is_of_applier, may_be_same, signatures
from reviewbot.thread.people import is_person

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("signed-off-by",))


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the last Signed-off-by: of somebody else."""
    signed = signatures(context.patch, "Signed-off-by") if is_to_commit(context.patch) else ()
    sender = context.message.author
    if not (signed and sender.name and is_person(sender.email, context.message.lists)):
        return
    is_nick = all(len(one.by.name.split()) == 1 for one in signed)  # which may be anybody's
    if is_nick or any(may_be_same(sender, one.by) for one in signed):
        return
    if not is_of_applier(context, signed[-1]):
        yield Remark(signed[-1].at, {"sender": sender.name}, Confidence.HIGH)
