"""How much of two patches is the same change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.model.patch import Kind

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch


def alike(one: Patch, other: Patch) -> float:
    """The share of changed lines two patches have in common, indentation apart; 1: all of them."""
    ours, theirs = _changes(one), _changes(other)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


def _changes(patch: Patch) -> Counter[tuple[str, Kind, str]]:
    return Counter(
        (file.path, line.kind, line.text.strip())
        for file in patch.files
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is not Kind.CONTEXT
    )
