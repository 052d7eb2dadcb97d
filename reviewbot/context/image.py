"""Whole files before and after a patch: hunks applied in memory, exactly or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED, CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    out: list[bytes] = []
    done = 0
    moved: list[int] = []
    drift = 0
    for hunk in file.hunks:
        before = [_raw(line) for line in hunk.pre]
        start = max(hunk.old_start - 1, 0) if hunk.old_count else hunk.old_start
        at = _find(old, before, start + drift, done, reach)
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
    if _fits(old, before, start) and start >= floor:
        return start
    for distance in range(1, reach + 1):
        sides = [at for at in (start - distance, start + distance) if at >= floor]
        fits = [at for at in sides if _fits(old, before, at)]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _fits(old: Sequence[bytes], before: Sequence[bytes], at: int) -> bool:
    if at < 0 or at + len(before) > len(old):
        return False
    return all(
        _bare(old[at + offset]) == _bare(line)
        and old[at + offset].endswith(b"\n") == line.endswith(b"\n")
        for offset, line in enumerate(before)
    )


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


def _split(content: bytes) -> list[bytes]:
    """Lines with their ends, split at LF only."""
    lines = [line + b"\n" for line in content.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _raw(line: DiffLine) -> bytes:
    text = line.text.encode("utf-8", "surrogateescape")
    return text + b"\n" if line.eol else text


def _bare(line: bytes) -> bytes:
    return line.rstrip(b"\r\n")
