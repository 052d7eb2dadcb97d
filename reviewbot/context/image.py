"""Whole files before and after a patch: hunks applied in memory, exactly or not at all."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED, CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff, Hunk

REACH = 2000  # lines a hunk may have moved; git-apply(1) has no bound, a review wants one


@frozen
class Image:
    """A file's content on both sides, and the level it is known at.

    ``level`` is ``exact`` (the blob ids of both sides match the ``index`` line) or ``applied``
    (the hunks fit the file of the tree, perhaps some lines further). ``moved`` holds, hunk by
    hunk, by how many lines.
    """

    pre: bytes
    post: bytes
    level: str
    moved: tuple[int, ...]


def apply_exactly(file: FileDiff, pre: bytes) -> bytes | None:
    """The post-image where every hunk fits at its own line; ``None`` otherwise."""
    placed = _placed(file, pre, reach=0)
    return placed[0] if placed else None


def apply_near(file: FileDiff, pre: bytes) -> tuple[bytes, tuple[int, ...]] | None:
    """The post-image where every hunk fits in order, and by how many lines each had moved.

    As git-apply(1) without fuzz: all context must match. A hunk that would fit in two places
    equally far away is refused: which one was meant cannot be known.
    """
    return _placed(file, pre, reach=REACH)


def _placed(file: FileDiff, pre: bytes, reach: int) -> tuple[bytes, tuple[int, ...]] | None:
    old = _split(pre)
    rows = _rows(old) if b"\r" in pre else old
    out: list[bytes] = []
    done = 0
    moved: list[int] = []
    drift = 0
    for hunk in file.hunks:
        before = _rows([_raw(line) for line in hunk.pre])
        start = max(hunk.old_start - 1, 0) if hunk.old_count else hunk.old_start
        at = _find(rows, before, start + drift, done, reach)
        if at is None:
            return None
        drift = at - start
        moved.append(drift)
        out += old[done:at]
        out += _after(hunk, old, at)
        done = at + len(before)
    out += old[done:]
    return b"".join(out), tuple(moved)


def _find(
    old: Sequence[bytes], before: Sequence[bytes], start: int, floor: int, reach: int
) -> int | None:
    """The nearest place at or after ``floor`` where ``before`` stands; ``None`` if none or two."""
    first = max(floor, start - reach, 0)
    last = min(start + reach, len(old) - len(before))
    if first > last:
        return None
    nearest = min(max(start, first), last)
    if old[nearest : nearest + len(before)] == before:
        return nearest
    found = sorted((abs(at - start), at) for at in _places(old, before, first, last))
    is_one = len(found) == 1 or (found and found[0][0] < found[1][0])
    return found[0][1] if is_one else None


def _places(old: Sequence[bytes], before: Sequence[bytes], first: int, last: int) -> Iterator[int]:
    """Where ``before`` stands, from one place to another, found by its longest line."""
    longest = max(range(len(before)), key=lambda row: len(before[row]))
    at = first + longest
    with suppress(ValueError):  # no more of it
        while True:
            at = old.index(before[longest], at, last + longest + 1) + 1
            place = at - 1 - longest
            if old[place : place + len(before)] == before:
                yield place


def _rows(lines: list[bytes]) -> list[bytes]:
    """The lines as they are compared: with one end, if any."""
    if b"\r" not in b"".join(lines):
        return lines
    return [line.rstrip(b"\r\n") + (b"\n" if line.endswith(b"\n") else b"") for line in lines]


def _after(hunk: Hunk, old: Sequence[bytes], at: int) -> list[bytes]:
    """The hunk's lines after the patch; what it keeps is taken from the file, byte for byte.

    A mail may have lost the CR of a CRLF file: added lines get it back from their surroundings.
    """
    carriage = at < len(old) and old[at].endswith(b"\r\n")
    out: list[bytes] = []
    row = at
    for line in hunk.lines:
        if line.kind is ADDED:
            raw = _raw(line)
            crlf = carriage and raw.endswith(b"\n") and not raw.endswith(b"\r\n")
            out.append(raw[:-1] + b"\r\n" if crlf else raw)
            continue
        if line.kind is CONTEXT:
            out.append(old[row])
        row += 1
    return out


@lru_cache(maxsize=16)  # one revision after the other is of the same files
def _split(content: bytes) -> list[bytes]:
    """Lines with their ends, split at LF only."""
    if b"\r" not in content:
        return content.splitlines(keepends=True)
    lines = [line + b"\n" for line in content.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _raw(line: DiffLine) -> bytes:
    text = line.text.encode("utf-8", "surrogateescape")
    return text + b"\n" if line.eol else text
