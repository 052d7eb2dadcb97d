"""How much of two patches is the same change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.patch import CONTEXT, REMOVED, LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Hunk, Patch

_TELLING = regex(r"\b(?!return|break|continue|goto|else)[A-Za-z_]\w{3,}")  # unlike "return 0;"


def alike(one: Patch, other: Patch) -> float:
    """The share of changed lines two patches have in common, indentation apart; 1: all of them."""
    ours, theirs = _changes(one), _changes(other)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 0.0


def _changes(patch: Patch) -> Counter[tuple[str, LineKind, str]]:
    return Counter(
        (file.path, line.kind, line.text.strip())
        for file in patch.files
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is not CONTEXT
    )


def is_same_diff(one: Patch, other: Patch) -> bool:
    """Whether the lines two patches change are the same ones, and stand at the same place.

    A place is known by the next lines of context, and by the function the hunk is in; where the
    hunk ends, anything may stand. Of lines that replace others, one of its neighbours is enough.
    """
    ours, theirs = _runs(one), _runs(other)
    return len(ours) == len(theirs) and all(map(_is_same_run, ours, theirs))


def _is_same_run(one: _Run, other: _Run) -> bool:
    places = list(zip(one.place, other.place, strict=True))
    *near, same_function = (a == b or not (a and b) for a, b in places)
    replaces = any(kind is REMOVED for _, kind, _ in one.lines)
    shares = replaces and any(a == b and _TELLING.search(a) for a, b in places[:2])
    return one.lines == other.lines and same_function and (all(near) or bool(shares))


@frozen
class _Run:
    """Changed lines in a row, with path and kind; the context above and below, and the function."""

    lines: tuple[tuple[str, LineKind, str], ...]
    place: tuple[str, str, str]


def _runs(patch: Patch) -> list[_Run]:
    """All of a patch, file by file."""
    files = sorted(patch.files, key=lambda file: file.path)
    return [run for file in files for hunk in file.hunks for run in _runs_of(hunk, file.path)]


def _runs_of(hunk: Hunk, path: str) -> Iterator[_Run]:
    changed: list[tuple[str, LineKind, str]] = []
    above = ""
    for line in hunk.lines:
        if line.kind is not CONTEXT:
            changed.append((path, line.kind, line.text.rstrip()))
        elif line.text.strip():
            if changed:
                yield _Run(tuple(changed), (above, line.text, hunk.section))
            above, changed = line.text, []
    if changed:
        yield _Run(tuple(changed), (above, "", hunk.section))


def changed_apart(one: Patch, other: Patch) -> int:
    """How many changed lines only one of two patches has, indentation apart."""
    ours, theirs = _changes(one), _changes(other)
    return ((ours - theirs) + (theirs - ours)).total()
