"""``Signed-off-by:`` of the sender that is not the last one.

Reports the last Signed-off-by: of the trailers where the sender of the mail has one higher up.

Why it matters: the order is the way the patch went; "the last Signed-off-by: must always be that
of the developer submitting the patch" (Documentation/process/submitting-patches.rst).

Stays quiet: where the sender is not among those who signed, as somebody may have several addresses
and names, or a robot sends for them; with the order of all other tags, on which trees differ; in
covers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, DiffContext, Good, Remark, Severity
from reviewbot.context.trailers import tags
from reviewbot.model.mail import Address
from reviewbot.thread.people import are_same

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True

ASKED_AS = (
    r"(?i)\b(?:signed-off\S*|sob|s-o-b)\b[^.?!]{0,50}\b(?:last|order|chain|after|below)\b"
    r"|\b(?:order|chain)\b[^.?!]{0,30}\b(?:signed-off\S*|sobs?|s-o-b)\b"
)

BAD = (
    Bad(
        """\
Start the clock before the first access.

Co-developed-by: C. Other <other@example.org>
Signed-off-by: A. Author <author@example.org>
Signed-off-by: C. Other <other@example.org>
Reviewed-by: R. Reviewer <reviewer@example.org>
---
""",
        at=("Signed-off-by: C. Other <other@example.org>",),
    ),
    Bad(
        """\
Start the clock before the first access.

Signed-off-by: Author A. <a.author@example.com>
Signed-off-by: Ch. Other <other@example.org>
---
""",
        at=("Signed-off-by: Ch. Other <other@example.org>",),
    ),
)
GOOD = (
    Good(
        """\
Start the clock before the first access.

Signed-off-by: A. Author <author@example.org>
Signed-off-by: C. Other <other@example.org>
[ author: fixed the log ]
Signed-off-by: A. AUTHOR <author@example.com>
Reviewed-by: R. Reviewer <reviewer@example.org>
---
""",
        why="the sender signed last, with another address",
    ),
    Good(
        """\
Start the clock before the first access.

Signed-off-by: A. N. Author <an@example.com>
Signed-off-by: C. Other <other@example.org>
---
""",
        why="nobody here is known to be the sender",
    ),
)

_SIGNER = re.compile(r"(.*?)[ \t]*<([^<>]*)>")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last Signed-off-by:, if it is not the sender's and another one is."""
    if context.is_cover:
        return
    signed = [
        (tag.at, match)
        for tag in tags(context.patch, "Signed-off-by")
        if (match := _SIGNER.match(tag.value))
    ]
    sender = context.message.author
    own = [are_same(sender, Address(match[1], match[2])) for _, match in signed]
    if any(own) and not own[-1]:
        at, last = signed[-1]
        yield Remark(at, {"name": last[1].strip('"')})
