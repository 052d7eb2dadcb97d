"""All that is kept of a unit, as JSON and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reviewbot.frozen import frozen
from reviewbot.results.findings import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.memory import Memory, Said


@frozen
class Row:
    """What came of a unit by a program, and what the checks of that said: see ``Memory``.

    Findings are as JSON has them.
    """

    program: str
    outcome: Any
    places: Mapping[str, str]
    called: Mapping[str, Sequence[str]]
    unsure: frozenset[str]
    said: Mapping[str, Mapping[str, Any]]

    def known(self, checks: Iterable[str]) -> dict[str, Said]:
        """What these checks said; raises ValueError, TypeError or KeyError where it is damaged."""
        return {
            check: {
                place: tuple(map(from_json, found))
                for place, found in self.said.get(check, {}).items()
            }
            for check in checks
        }


def row_of(memory: Memory, outcome: object, program: str) -> Row:
    """The row of what was worked out."""
    said = {
        check: {place: [to_json(each) for each in found] for place, found in places.items()}
        for check, places in memory.said.items()
        if check not in memory.unsure
    }
    return Row(program, outcome, memory.places(), memory.called, frozenset(memory.unsure), said)


def written(row: Row) -> bytes:
    """The row as it is kept: places by their numbers."""
    numbers = {place: number for number, place in enumerate(row.places)}
    called = {check: [numbers[place] for place in places] for check, places in row.called.items()}
    places = list(row.places.items())
    told = [row.program, row.outcome, places, called, sorted(row.unsure), row.said]
    return json.dumps(told).encode()


def read(value: bytes) -> Row | None:
    """The row again; ``None`` where it is damaged."""
    try:
        program, outcome, places, called, unsure, said = json.loads(value)
        names = [place for place, _ in places]
        return Row(
            program,
            outcome,
            dict(places),
            {check: [names[number] for number in numbers] for check, numbers in called.items()},
            frozenset(unsure),
            said,
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
