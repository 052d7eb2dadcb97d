"""An example of a binding that does not compile, or that the bindings do not allow.

Reports what dtc says of the examples of a changed binding, and dtschema of the outcome by all
bindings of tree and series, after the patch and not before it, of three lines of a file; the latter
not of a binding that is no proper schema. A header, schema or compatible that neither tree nor series
has may come with another series: that is asked. Needs reviewbot[dt], dtc, cpp and a tree
(docs/peers.md).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, PeerContext, Remark, Severity, When
from reviewbot.context.binding.said import said, told

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True

_ELSEWHERE = {"unmatched": "dtschema", "header": "cpp"}  # what of it may come with another series
WHEN = When(files=(".yaml",))


def check(context: PeerContext) -> Iterator[Remark]:
    """Remark on each line of an example that is not right."""
    for complaints in told(context, "dt-validate"):
        sure = [each for each in complaints if each.kind not in _ELSEWHERE]
        confidence = Confidence.HIGH if sure else Confidence.MODERATE
        named = [replace(each, kind=_ELSEWHERE.get(each.kind, each.kind)) for each in complaints]
        yield Remark(complaints[0].at, said(context, sure or named), confidence)
