"""An example of a binding that does not compile, or that the bindings do not allow.

Reports what dtc says of the examples of a changed binding, and dtschema of the outcome by all
bindings of tree and series, after the patch and not before it, of three lines of a file; the latter
not of a binding that is no proper schema. It asks about the examples
of up to five bindings that refer to it. A header, schema or compatible that neither tree nor series
has may come with another series: that is asked. Needs reviewbot[dt], dtc, cpp and a tree
(docs/peers.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, PeerContext, Remark, Severity, When
from reviewbot.context.binding.said import said, told
from reviewbot.frozen import replace
from reviewbot.model.complaint import REFERRING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.complaint import Complaint
    from reviewbot.model.finding import Fact

SEVERITY = Severity.WARNING
KERNEL_ONLY = True

_ELSEWHERE = {"unmatched": "dtschema", "header": "cpp"}  # what of it may come with another series
WHEN = When(files=(".yaml",))


def check(context: PeerContext) -> Iterator[Remark]:
    """Remark on each line of an example that is not right."""
    for complaints in told(context, "dt-validate"):
        here = [each for each in complaints if each.kind != REFERRING]
        sure = [each for each in here if each.kind not in _ELSEWHERE]
        confidence = Confidence.HIGH if sure else Confidence.MODERATE
        named = [replace(each, kind=_ELSEWHERE.get(each.kind, each.kind)) for each in here]
        if here:
            facts = said(context, sure or named) | {"refers": ""}
            yield Remark(complaints[0].at, facts, confidence)
        others = [each for each in complaints if each.kind == REFERRING]
        its = [each for each in others if _path(each) == _path(others[0])]  # one shows it
        if its:
            yield Remark(its[0].at, _of_other(context, its), Confidence.MODERATE)


def _path(complaint: Complaint) -> str:
    return complaint.text.partition(": ")[0]


def _of_other(context: PeerContext, its: list[Complaint]) -> dict[str, Fact]:
    """What is said of the example of a binding that refers to this one."""
    told_of = [replace(one, kind="dtschema", text=one.text.partition(": ")[2]) for one in its]
    return said(context, told_of) | {"refers": _path(its[0]).partition("/bindings/")[2]}
