"""Which counts make a pair: support, order and names together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.knowledge.antonyms import counts_references, ends_something, is_managed, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.learn.observe import Counts, Key

_MIN_UNDONE = 3
_MIN_TEARDOWNS = 5
_ALIKE = 0.6  # opposite words, and half of the rest is the same
_HINT = 0.3  # opposite words
_ORDERED = 0.55  # of the ways out taken when the acquire failed, those without the release
_WELL_ORDERED = 0.85
_SIDE_SHARE = 0.1  # of the most frequent release of the same acquire


@frozen
class Pair:
    """``release`` undoes ``acquire``.

    ``undone`` of ``held``: calls of ``acquire`` with a later failing way out, of any release, and
    those with this one. ``teardowns`` of ``partners``: pairs of functions with the acquire in the
    first, and those with the release in the second. ``takes``: the release's argument number
    (from 0) → ``result`` or the acquire's argument number it equals. ``fails``: how a failing
    acquire is told: ``errno``, ``null``, ``err_ptr``, or ``never`` if nobody looks. ``counted``: by
    its names the pair counts references.
    """

    acquire: str
    release: str
    undone: int
    held: int
    teardowns: int
    partners: int
    takes: tuple[tuple[int, str], ...]
    fails: str
    counted: bool


def pairs(counts: Counts) -> tuple[Pair, ...]:
    """The pairs, best supported first."""
    best: dict[str, int] = {}
    found: list[tuple[Key, int]] = []
    for key, undone in counts.undone.items():
        if _is_pair(key, counts):
            found.append((key, undone))
            best[key[0]] = max(best.get(key[0], 0), undone)
    found += [
        (key, counts.undone[key])
        for key in counts.teardowns
        if counts.undone[key] < _MIN_UNDONE and _is_teardown(key, counts) and key[0] not in best
    ]
    kept = [(key, n) for key, n in found if n >= _SIDE_SHARE * best.get(key[0], 0)]
    kept.sort(key=lambda each: (-each[1], -counts.teardowns[each[0]], each[0]))
    return tuple(_pair(key, counts) for key, _ in kept)


def _usable(key: Key) -> bool:
    return not any(map(is_managed, key))


def _is_pair(key: Key, counts: Counts) -> bool:
    acquire, release = key
    undone = counts.undone[key]
    if undone < _MIN_UNDONE or not _usable(key) or counts.undone[release, acquire] >= undone:
        return False
    share = undone / max(1, counts.held[acquire] - counts.passed[key])
    seen = counts.kept[key] + counts.early[key]
    ordered = counts.kept[key] / seen if seen else 1.0
    alike = likeness(acquire, release)
    if alike >= _HINT:
        least_share, least_order = _bounds(alike)
        return share >= least_share and ordered >= least_order
    return (
        undone >= 10  # noqa: PLR2004
        and share >= 0.5  # noqa: PLR2004
        and ordered >= _WELL_ORDERED
        and ends_something(release)
        and _failure(acquire, counts) != "never"
    )


def _bounds(alike: float) -> tuple[float, float]:
    """The least share and order: the more the names say, the less the callers must."""
    if alike >= 1.0:
        return 0.05, _ORDERED
    return (0.1, _ORDERED) if alike >= _ALIKE else (0.25, 0.7)


def _is_teardown(key: Key, counts: Counts) -> bool:
    """Named as a pair, and in most functions that belong together one is in each."""
    torn = counts.teardowns[key]
    return (
        torn >= _MIN_TEARDOWNS
        and torn >= counts.partners[key[0]] / 4
        and counts.teardowns[key[1], key[0]] < torn
        and _usable(key)
        and likeness(*key) >= 1.0
    )


def _failure(acquire: str, counts: Counts) -> str:
    looked = {how: counts.failures[acquire, how] for how in ("errno", "null", "err_ptr")}
    most = max(looked, key=lambda how: looked[how])
    return most if looked[most] > counts.failures[acquire, "unchecked"] / 3 else "never"


def _takes(key: Key, counts: Counts) -> Iterator[tuple[int, str]]:
    """For each argument of the release the place it most often comes from, if mostly the same."""
    undone = counts.undone[key]
    if not undone:
        return
    for place in range(6):
        origins = {
            origin: counts.ways[key, (origin, place)] for origin in ("r", *map(str, range(8)))
        }
        most = max(origins, key=lambda origin: origins[origin])
        if origins[most] >= 0.4 * undone:
            yield place, "result" if most == "r" else most


def _pair(key: Key, counts: Counts) -> Pair:
    acquire, release = key
    return Pair(
        acquire,
        release,
        counts.undone[key],
        max(counts.undone[key], counts.held[acquire] - counts.passed[key]),
        counts.teardowns[key],
        counts.partners[acquire],
        tuple(_takes(key, counts)),
        _failure(acquire, counts),
        counts_references(acquire, release),
    )
