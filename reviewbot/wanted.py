"""How sure a remark may be said where it stands: as sure as people there want to hear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.conventions import keeps
from reviewbot.context.levels import tree_of
from reviewbot.context.subsystems import asked_for
from reviewbot.frozen import frozen
from reviewbot.model.finding import Confidence

if TYPE_CHECKING:
    from reviewbot.checks.api import Check
    from reviewbot.context.levels import DiffContext


@frozen
class Wanted:
    """The confidence a remark has at most at a place."""

    most: Confidence


def wanted(check: Check, path: str | None, context: DiffContext) -> Wanted:
    """More than elsewhere if people ask for it there, or the directory of the file keeps to it."""
    tree = tree_of(context)
    asked = asked_for(check.name, context.message, path, tree)
    if asked < Confidence.HIGH and check.convention and tree and path:
        asked = Confidence.HIGH if keeps(check.convention, path, tree) else asked
    return Wanted(max(asked, check.elsewhere))
