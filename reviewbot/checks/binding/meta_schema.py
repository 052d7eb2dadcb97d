"""A binding that dtschema does not accept as a schema.

Reports what ``dt-doc-validate`` says after the patch and not before it, once a file. A ``$ref`` to
what neither the tree nor the series has may come with another series: that is asked. What another
check says of the line, and says better, is left to it. Needs reviewbot[dt] and a tree
(docs/peers.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, PeerContext, Remark, Severity
from reviewbot.context.binding.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
ONCE = True
KINDS = ("file",)
KERNEL_ONLY = True

_BETTER = ("binding.lint", "binding.title", "binding.child_properties")
_ELSEWHERE = "Unresolvable reference: "


def check(context: PeerContext) -> Iterator[Remark]:
    """Remark on each place that is not accepted."""
    for complaint in context.added("dt-doc-validate"):
        unsure = complaint.text.startswith(_ELSEWHERE)
        sure = Confidence.MODERATE if unsure else Confidence.HIGH
        yield Remark(complaint.at, said(context, complaint), sure, yields_to=_BETTER)
