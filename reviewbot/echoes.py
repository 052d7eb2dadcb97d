"""Leaves out what another check makes moot: the newline of a message that is to be dropped.

And what a program of the tree says of a line that a check of ours speaks of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.finding import Confidence, Finding

    _Said = dict[tuple[str, str, int], Confidence]  # by message-id, check and body line

REACH = 3  # lines from the first of a statement to its last


def without_echoes(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that yield without the lines another of the same mail speaks of."""
    found = tuple(findings)
    said: _Said = {}
    for one in found:
        for line in one.places:
            key = (one.message_id, one.check, line)
            said[key] = max(one.confidence, said.get(key, one.confidence))
    for one in found:
        taken = {line for line in one.places if _is_taken(one, line, said)}
        if one.body_line not in taken:
            left = tuple(each for each in one.related if not (each.again and each.at in taken))
            yield replace(one, related=left) if taken else one


def _is_taken(finding: Finding, line: int, said: _Said) -> bool:
    """Whether another says it of that line, or something of the statement that makes it moot."""
    statement = range(line, line + REACH + 1)
    mail = finding.message_id
    return any((mail, by, line) in said for by in finding.yields_to) or any(
        said.get((mail, by, at), 0) >= finding.confidence
        for by in finding.moot_beside
        for at in statement
    )
