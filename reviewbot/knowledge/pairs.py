"""The table of calls that undo each other, ``pairs.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot import toml
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Mapping

RESULT = -1

_ROW = [str] * 4 + [int] * 5
_MOST = 1 << 63  # what TOML promises of integers


@frozen
class Pair:
    """``release`` undoes ``acquire``.

    ``takes``: number of the release's argument → number of the acquire's, or ``RESULT``. ``fails``:
    how a failing acquire is told (``errno``, ``null``, ``err_ptr``, ``never``). ``counted``: it
    counts references. ``undone`` of ``held``: calls of the acquire with a later failing way out,
    those that make the release on the first such way. ``teardowns`` of ``partners``: functions
    paired as probe and remove are, with the acquire in the first, those with the release in the
    second.
    """

    acquire: str
    release: str
    takes: tuple[tuple[int, int], ...]
    fails: str
    counted: bool
    undone: int
    held: int
    teardowns: int
    partners: int

    @property
    def share(self) -> float:
        """The share of the calls with a later failing way out that release so; 0 to 1."""
        return self.undone / self.held if self.held else 0.0


@frozen(slots=False)
class Pairs:
    """A table; ``origin`` names the tree it was counted over."""

    origin: str
    by_acquire: Mapping[str, tuple[Pair, ...]]
    by_release: Mapping[str, tuple[Pair, ...]]


@cache
def shipped() -> Pairs:
    """The table that comes with the program."""
    return _pairs(table("pairs"))


def read(text: str) -> Pairs:
    """A table from the text ``reviewbot learn`` made.

    Raises:
        ValueError: it is no such table; says why.
    """
    try:
        return _pairs(toml.parsed(text))
    except KeyError as error:
        raise ValueError(f"it has no {error}") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _pairs(data: Mapping[str, object]) -> Pairs:
    by_acquire: dict[str, tuple[Pair, ...]] = {}
    by_release: dict[str, tuple[Pair, ...]] = {}
    rows = data["pairs"]
    if not isinstance(rows, list):
        raise TypeError("'pairs' is not a list")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, list) or [type(each) for each in row] != _ROW:
            raise TypeError(f"row {number} of 'pairs' is not four strings and five numbers")
        if not all(0 <= each < _MOST for each in row[4:]):
            raise ValueError(f"row {number} of 'pairs' has a count out of range")
        acquire, release, takes, fails, counted, *numbers = row
        pair = Pair(acquire, release, _takes(takes), fails, bool(counted), *numbers)
        by_acquire[acquire] = (*by_acquire.get(acquire, ()), pair)
        by_release[release] = (*by_release.get(release, ()), pair)
    return Pairs(str(data["origin"]), by_acquire, by_release)


def _takes(text: str) -> tuple[tuple[int, int], ...]:
    steps = (step.partition("<") for step in text.split(",") if step)
    return tuple((int(to), RESULT if origin == "r" else int(origin)) for to, _, origin in steps)
