"""Leaves out what another check says of the same line: a program's words where ours are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.finding import Finding


def without_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """The findings on a mail without those that yield to another on their line."""
    said = {
        (finding.check, finding.message_id, line)
        for finding in findings
        for line in (finding.body_line, *(each.at for each in finding.related if each.again))
    }
    return [
        finding
        for finding in findings
        if not any(
            (check, finding.message_id, finding.body_line) in said for check in finding.yields_to
        )
    ]
