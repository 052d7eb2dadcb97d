"""Co-developed-by: of somebody who has not signed off.

Reports the tags without a Signed-off-by: of the same person, all of a mail in one; that of the author
himself apart, who is no co-author.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.signing import signatures
from reviewbot.thread.people import are_same, from_in_body

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("names",)
WHEN = When(told=("co-developed-by",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last tag of somebody who has not signed, and on the author's."""
    if not is_to_commit(context.patch):
        return
    message = context.message
    writer = from_in_body(message.lines, context.body.headers) or message.author
    signed = signatures(context.patch, "Signed-off-by")
    missing = [
        author
        for author in signatures(context.patch, "Co-developed-by")
        if not any(are_same(author.by, one.by) for one in signed)
    ]
    own = [each for each in missing if are_same(each.by, writer)]
    others = [each for each in missing if each not in own]
    for found, is_own in ((others, ""), (own, "yes")):
        if found:
            names = tuple(each.by.name or each.by.email for each in found)
            yield Remark(found[-1].at, {"names": names, "own": is_own})
