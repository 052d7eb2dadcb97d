"""An example of a binding that does not compile, or that the bindings do not allow.

Reports what dtc says of the examples of a changed binding, and dtschema of the outcome by all
bindings of tree and series, after the patch and not before it, once a file; the latter not of a
binding that is no proper schema. A header or a compatible that neither has may come with another
series: that is asked. Needs reviewbot[dt], dtc, cpp and a tree (docs/peers.md).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, PeerContext, Remark, Severity
from reviewbot.context.binding.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
ONCE = True
KINDS = ("file",)
KERNEL_ONLY = True

_ELSEWHERE = {"unmatched": "dtschema", "header": "cpp"}  # what of it may come with another series


def check(context: PeerContext) -> Iterator[Remark]:
    """Remark on each place of an example that is not right."""
    for complaint in context.added("dt-validate"):
        named = replace(complaint, kind=_ELSEWHERE.get(complaint.kind, complaint.kind))
        sure = Confidence.HIGH if named == complaint else Confidence.MODERATE
        yield Remark(complaint.at, said(context, named), sure)
