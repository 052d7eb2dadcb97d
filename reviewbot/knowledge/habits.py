"""Conventions that code keeps or does not, and how both look: ``habits.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.expressions import compiled
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.model.finding import Confidence

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from reviewbot.model.convention import Kept

_ENOUGH = 10  # places that one would tell of
_COUNTABLE = 100  # places: of more nobody would say in a mail how many there are
_NEARLY_ALL = 0.8


@frozen(slots=False)
class Habit:
    """A convention; ``view`` is what of a file is searched, ``counted`` names a function instead.

    ``needs`` are uses that want one of some headers: see ``needs()``.

    ``draft`` and ``ask`` are the shares of places from which on it is said, and asked; without
    ``draft`` a share only tells that it is not wanted.
    """

    name: str
    places: str
    does: str
    view: str
    words: tuple[str, ...]
    kept: str
    other: str
    counted: str
    needs: tuple[tuple[str, tuple[str, ...]], ...]
    draft: float | None
    ask: float

    def wants(self, share: float) -> Confidence | None:
        """How sure a remark may be where such a share of the places keeps it; ``None``: not told."""
        if share < self.ask:
            return Confidence.LOW
        if self.draft is None:
            return None
        return Confidence.HIGH if share >= self.draft else Confidence.MODERATE

    def told(self, kept: Kept) -> str:
        """The counts in words: ``41 of the 43 locks taken in drivers/frob are held by a guard``."""
        return f"{kept.kept} of the {kept.of} {self.places_in(kept.where)} {self.does}"

    def places_in(self, where: str) -> str:
        """What is counted there."""
        return self.places.format(where=where)


def is_telling(kept: Kept) -> bool:
    """Whether the counts make a point in a mail: enough for one, not beyond counting, and nearly all."""
    return _ENOUGH <= kept.of <= _COUNTABLE and kept.share >= _NEARLY_ALL


def counted(kept: Kept) -> Mapping[str, str | int]:
    """What the sentence about the counts names."""
    habit = habits()[kept.name]
    places = habit.places_in(kept.where)
    return {"kept": kept.kept, "of": kept.of, "places": places, "does": habit.does}


@cache
def habits() -> Mapping[str, Habit]:
    """All of the table, by name."""
    return {entry["name"]: _habit(entry) for entry in table("habits")["habit"]}


@cache
def forms(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a place looks like that keeps the convention of that name, and one that does not."""
    habit = habits()[name]
    return compiled(habit.kept), compiled(habit.other)


@cache
def needs(name: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """The uses that the convention of that name tells of, and of each the headers of which it wants one."""
    return tuple((compiled(use), headers) for use, headers in habits()[name].needs)


def _habit(entry: Mapping[str, object]) -> Habit:
    def text(key: str) -> str:
        return str(entry.get(key, ""))

    words, needed = entry["words"], entry.get("needs", [])
    draft = entry.get("draft")
    return Habit(
        name=text("name"),
        places=text("places"),
        does=text("does"),
        view=text("in"),
        words=tuple(words) if isinstance(words, list) else (),
        kept=text("kept"),
        other=text("other"),
        counted=text("counted"),
        needs=tuple((use, tuple(headers)) for use, headers in needed)
        if isinstance(needed, list)
        else (),
        draft=draft if isinstance(draft, float) else None,
        ask=float(str(entry["ask"])),
    )
