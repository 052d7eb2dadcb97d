"""What a devicetree tool says of bindings, line by line, as facts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.model.finding import Fact

_MOST = 3  # lines of a file: what is said of others often follows


def told(context: PeerContext, peer: str) -> Iterator[tuple[Complaint, ...]]:
    """What a tool says of each added line, of no more than three of a file."""
    by_line: dict[int, list[Complaint]] = {}
    for complaint in context.added(peer):
        by_line.setdefault(complaint.at, []).append(complaint)
    lines: Counter[str] = Counter()
    for at in sorted(by_line):
        path = _path(context, at)
        lines[path] += 1
        if lines[path] <= _MOST:
            yield tuple(by_line[at])


def said(context: PeerContext, complaints: Sequence[Complaint]) -> dict[str, Fact]:
    """The ``program``, its ``words`` line by line, and the ``file`` to run it for again."""
    return {
        "program": complaints[0].kind,
        "words": tuple(line for each in complaints for line in each.text.split("\n")),
        "file": _path(context, complaints[0].at).partition("/bindings/")[2],
    }


def _path(context: PeerContext, at: int) -> str:
    file, _ = context.patch.anchors[at]
    return file.path
