"""A binding that dtschema does not accept as a schema.

Reports what ``dt-doc-validate`` says after the patch and not before it, of three lines of a file. A
``$ref`` to what neither the tree nor the series has may come with another series: that is asked. What
another check says of the line, and says better, is left to it. Needs reviewbot[dt] and a tree
(docs/peers.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, PeerContext, Remark, Severity, When
from reviewbot.context.binding.said import said, told

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True

_BETTER = ("binding.lint", "binding.title", "binding.child_properties")
_ELSEWHERE = "Unresolvable reference: "
WHEN = When(files=(".yaml",))


def check(context: PeerContext) -> Iterator[Remark]:
    """Remark on each line that is not accepted."""
    for complaints in told(context, "dt-doc-validate"):
        sure = [each for each in complaints if not each.text.startswith(_ELSEWHERE)]
        confidence = Confidence.HIGH if sure else Confidence.MODERATE
        facts = said(context, sure or complaints)
        yield Remark(complaints[0].at, facts, confidence, yields_to=_BETTER)
