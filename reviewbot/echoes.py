"""Leaves out what another check says of the same line: a program's words where ours are there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.finding import Finding


def without_echoes(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings on a mail, those that yield without the lines another speaks of."""
    found = tuple(findings)
    said = {(one.check, line) for one in found for line in _lines(one)}
    for one in found:
        taken = {line for line in _lines(one) if any((by, line) in said for by in one.yields_to)}
        if one.body_line not in taken:
            left = tuple(each for each in one.related if not (each.again and each.at in taken))
            yield replace(one, related=left) if taken else one


def _lines(finding: Finding) -> Iterator[int]:
    """Where it holds."""
    yield finding.body_line
    yield from (each.at for each in finding.related if each.again)
