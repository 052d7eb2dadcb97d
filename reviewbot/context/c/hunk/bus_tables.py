"""Tables of the devices of a bus that a driver is for, whose entries begin with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.match import Match


def _types() -> Sequence[str]:
    """The types of such entries."""
    types: list[str] = table("device_tables")["named"]["types"]
    return types


BUS_TABLE = Pattern("struct $type $name[] = {", type=_types)


def inside(match: Match) -> range:
    """The tokens between the braces of a table; empty where its end is out of sight."""
    opening = match.stop - 1
    found = range(match.stop, match.code.closing.get(opening, opening))
    spend(len(found))
    return found
