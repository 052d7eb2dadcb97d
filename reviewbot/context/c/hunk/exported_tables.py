"""The tables of devices in a new file: which are exported, and which a driver names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token


def is_unexported(match: Match) -> bool:
    """Whether a driver is for these devices, and user space is not told of them though it should be."""
    is_told = match["name"] in _exported(match) or _is_of_overrides(match)
    return not is_told and _is_of_driver(match)


def misnamed(match: Match, bus: str) -> Token | None:
    """The name of a table of that bus that the file exports, and that there is not."""
    code = match.code
    for at in _exports(match):
        name = code.text(at + 4)
        if code.text(at + 2) == bus and len(code.places.get(name, ())) == 1:
            return code.tokens[at + 4]
    return None


def _exported(match: Match) -> set[str]:
    """The tables that the file exports."""
    return {match.code.text(at + 4) for at in _exports(match)}


def _exports(match: Match) -> Sequence[int]:
    places = match.code.places.get(table("device_tables")["tables"]["exports"], ())
    spend(len(places))
    return places


def _is_of_driver(match: Match) -> bool:
    """Whether a driver names the table as what it is for, not only looks something up there."""
    code, members = match.code, table("device_tables")["tables"]["members"]
    places = [at for member in members for at in code.places.get(member, ())]
    spend(len(places))
    return any(match["name"] in code.texts[at + 2 : at + 5] for at in places)


def _is_of_overrides(match: Match) -> bool:
    """Whether the table has devices that are only bound to the driver by its name."""
    code, known = match.code, table("device_tables")["overriding"]
    end = code.closing.get(match.stop - 1, match.stop)
    spend(end - match.stop)
    return not {*known["macros"], *known["members"]}.isdisjoint(code.texts[match.stop : end])
