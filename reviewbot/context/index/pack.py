"""The keys of many blobs at once, and the buckets of many keys; numpy is for those who build alone."""

from __future__ import annotations

from itertools import pairwise
from string import ascii_letters, digits
from typing import TYPE_CHECKING
from zlib import adler32, crc32

import numpy as np

from reviewbot.context.index.keys import (
    BLOB_BITS,
    BUCKET_BITS,
    LOW,
    LOW_BITS,
    LOWEST,
    MORE,
    REST_BITS,
    SEVEN,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]

_AT_ONCE = 1 << 12  # buckets, to be packed
_NINE = ord("9")  # the last digit; the letters are behind it
_LETTERS = f"{ascii_letters}{digits}_".encode()
# what is no letter, digit or underscore, made a space
_SPACED = bytes(at if at in _LETTERS else ord(" ") for at in range(256))


def keys_of(blobs: Iterable[tuple[int, bytes]]) -> Keys:
    """The keys of blobs, by their numbers; not sorted."""
    parts = [np.zeros(0, np.uint64)]
    for number, content in blobs:
        words = [w for w in set(content.translate(_SPACED).split()) if w[0] > _NINE and w[2:]]
        high = np.fromiter(map(crc32, words), np.uint64, len(words))
        low = np.fromiter(map(adler32, words), np.uint64, len(words))
        hashes = high << np.uint64(LOW_BITS) | low & np.uint64(LOWEST)
        parts.append(hashes << np.uint64(BLOB_BITS) | np.uint64(number))
    return np.concatenate(parts)


def packed(keys: Keys) -> Iterator[tuple[int, bytes]]:
    """The buckets of all keys, each with its bytes, in order; the keys are sorted in their place."""
    keys.sort()
    firsts = np.arange(0, 1 << BUCKET_BITS, _AT_ONCE, dtype=np.uint64) << np.uint64(REST_BITS)
    bounds = [*np.searchsorted(keys, firsts).tolist(), len(keys)]
    for start, stop in pairwise(bounds):
        if start < stop:
            yield from _buckets(keys[start:stop])


def _buckets(keys: Keys) -> Iterator[tuple[int, bytes]]:
    """The buckets of a few sorted keys."""
    buckets = (keys >> np.uint64(REST_BITS)).astype(np.int64)
    rest = keys & np.uint64((1 << REST_BITS) - 1)
    starts = np.flatnonzero(np.diff(buckets, prepend=-1))
    steps = np.diff(rest, prepend=np.uint64(0))
    steps[starts] = rest[starts]
    coded, ends = _coded(steps)
    bounds = [0, *ends[starts[1:] - 1].tolist(), len(coded)]
    data = coded.tobytes()
    for bucket, (start, stop) in zip(buckets[starts].tolist(), pairwise(bounds), strict=True):
        yield bucket, data[start:stop]


def _coded(steps: Keys) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Numbers in seven bits a byte, and where each ends."""
    lengths = np.ones(len(steps), np.int64)
    for bits in range(SEVEN, REST_BITS, SEVEN):
        lengths += steps >= np.uint64(1 << bits)
    ends = np.cumsum(lengths)
    at = ends - lengths
    coded = np.empty(int(ends[-1]), np.uint8)
    while len(steps):
        is_more = lengths > 1
        low = (steps & np.uint64(LOW)).astype(np.uint8)
        coded[at] = low | (is_more * np.uint8(MORE))
        at, lengths = at[is_more] + 1, lengths[is_more] - 1
        steps = steps[is_more] >> np.uint64(SEVEN)
    return coded, ends
