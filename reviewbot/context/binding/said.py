"""What a devicetree tool says of a binding, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.model.finding import Fact


def said(context: PeerContext, complaint: Complaint) -> dict[str, Fact]:
    """The ``program``, the lines of its ``words``, and the ``file`` to run it for again."""
    file, _ = context.patch.anchors[complaint.at]
    return {
        "program": complaint.kind,
        "words": tuple(complaint.text.split("\n")),
        "file": file.path.partition("/bindings/")[2],
    }
