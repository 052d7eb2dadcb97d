"""``Signed-off-by:`` of the sender that is not the last one.

Reports the last Signed-off-by: of the trailers where the sender of the mail has one higher up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, SeriesContext, Severity
from reviewbot.context.projects import project_of
from reviewbot.context.signing import may_sign_last, signatures
from reviewbot.thread.people import are_same, from_in_body

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("signers",)


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the last Signed-off-by:, if it is not the sender's and another one is."""
    signed = () if context.is_cover else signatures(context.patch, "Signed-off-by")
    own = [signature for signature in signed if are_same(context.message.author, signature.by)]
    if not own or are_same(signed[-1].by, own[-1].by):  # one person may have two addresses
        return
    if not may_sign_last(signed[-1], context, own[-1]):
        document = project_of(context.series).document.rpartition("/")[2]
        yield Remark(
            signed[-1].at, {"document": document, "signers": _who_may_have_written(context)}
        )


def _who_may_have_written(context: SeriesContext) -> tuple[str, ...]:
    """Who else signed and is not said to have written it, where the sender is the author; nobody else."""
    signed = [each.by for each in signatures(context.patch, "Signed-off-by")]
    author = from_in_body(context.message.lines, context.body.headers) or context.message.author
    known = [author, *(each.by for each in signatures(context.patch, "Co-developed-by"))]
    is_own = are_same(author, context.message.author)
    unsaid = [one for one in signed if not any(are_same(one, other) for other in known)]
    return tuple(dict.fromkeys(one.name for one in unsaid)) if is_own else ()
