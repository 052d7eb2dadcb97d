"""Chances added up: by list, by person, and by check; what is long ago counts less."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from reviewbot.frozen import changing, field, frozen, replace
from reviewbot.knowledge.voices import Point, Voice, is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sized

    from reviewbot.voices.chances import Chance

HALF_LIFE = 2.0  # years; benchmarks/README.md tells how it was chosen
ENOUGH = 30  # patches with a chance, below which nobody who was not asked for is in the table
_IDS = 3  # mails named, of those that made a point: the latest
_YEAR = 365.25  # days


@frozen
class Whose:
    """Whose voices are learned: these people's and lists'; of nobody named, all that said enough.

    ``only_lists``: then no person's.
    """

    people: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    only_lists: bool = False

    def has(self, address: str, patches: Sized, *, is_list: bool) -> bool:
        """Whether somebody who had chances on these patches is one of them."""
        if self.people or self.lists:
            return address in (self.lists if is_list else self.people)
        return len(patches) >= ENOUGH and (is_list or not self.only_lists)


@changing
class _Row:
    """Of one check: chances taken, and all there were, each with its weight."""

    asked: float = 0.0
    of: float = 0.0
    ids: dict[str, None] = field(default_factory=dict)

    def point(self) -> Point:
        """To a tenth of a chance: a sum must not depend on what it is made of in which order."""
        return Point(round(self.asked, 1), round(self.of, 1), tuple(self.ids)[-_IDS:])


@changing
class _Count:
    """Of one person or list, in the order of days."""

    patches: dict[str, str] = field(default_factory=dict)
    rows: defaultdict[str, _Row] = field(default_factory=lambda: defaultdict(_Row))

    def add(self, chance: Chance, said: str, weight: float) -> None:
        """One chance, and the mail in which it was taken, if it was."""
        self.patches[chance.message_id] = chance.day
        row = self.rows[chance.check]
        row.of += weight
        if said:
            row.asked += weight
            row.ids |= {said: None} if is_address(said) else {}


def voices(
    chances: Iterable[Chance], whose: Whose, half_life: float = HALF_LIFE
) -> tuple[Voice, ...]:
    """Voices by what they made of their chances; lists before people, in order of addresses."""
    known = sorted(_without_copies(chances), key=lambda each: (each.day, each.message_id))
    last = max((each.day for each in known), default="")
    counts: dict[tuple[bool, str], _Count] = defaultdict(_Count)
    for chance in known:
        weight = _weight(chance.day, last, half_life)
        for is_list, address, said in _speakers(chance):
            counts[is_list, address].add(chance, said, weight)
    return tuple(
        _voice(address, count, is_list=is_list)
        for (is_list, address), count in sorted(counts.items(), key=lambda e: (not e[0][0], e[0]))
        if whose.has(address, count.patches, is_list=is_list)
    )


def _without_copies(chances: Iterable[Chance]) -> Iterator[Chance]:
    """One for each patch and check that has a day, with all the lists it came by."""
    found: dict[tuple[str, str], Chance] = {}
    for chance in chances:
        key = (chance.message_id, chance.check)
        other = found.setdefault(key, chance)
        lists = tuple(dict.fromkeys((*other.lists, *chance.lists)))
        said = {**dict(other.people), **{who: id_ for who, id_ in chance.people if id_}}
        found[key] = replace(
            other, lists=lists, people=tuple({**dict(chance.people), **said}.items())
        )
    return (chance for chance in found.values() if chance.day)


def _weight(day: str, last: str, half_life: float) -> float:
    """One on the last day, half of that a half-life before."""
    age = (date.fromisoformat(last) - date.fromisoformat(day)).days / _YEAR
    return float(0.5 ** (age / half_life))


def _speakers(chance: Chance) -> Iterator[tuple[bool, str, str]]:
    """Whether it is a list, its address, and the mail in which it took the chance."""
    anyone = next((id_ for _, id_ in chance.people if id_), "")
    for address in filter(is_address, chance.lists):
        yield True, address, anyone
    for address, id_ in chance.people:
        if is_address(address):  # a stranger wrote it
            yield False, address, id_


def _voice(address: str, count: _Count, *, is_list: bool) -> Voice:
    days = count.patches.values()
    points = {check: count.rows[check].point() for check in sorted(count.rows)}
    return Voice(address, is_list, min(days), max(days), points)
