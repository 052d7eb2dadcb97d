"""The keys of many blobs at once, and the buckets of many keys; numpy is for those who build alone."""

from __future__ import annotations

from itertools import pairwise
from string import ascii_letters, digits
from typing import TYPE_CHECKING
from zlib import adler32, crc32

import numpy as np

from reviewbot.context.index.keys import (
    BLOB_BITS,
    FEWEST_BITS,
    LOW,
    LOW_BITS,
    LOWEST,
    MORE,
    MOST_BITS,
    SEVEN,
    rest_bits,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]

_AT_ONCE = 1 << 12  # buckets, to be packed
_IN_ONE = 7  # bits of the number of keys in a bucket: each is a row, which costs more than a key
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


def bits_for(keys: Keys) -> int:
    """How many bits are to tell the bucket of a key, by how many keys there are."""
    return min(max(len(keys).bit_length() - _IN_ONE, FEWEST_BITS), MOST_BITS)


def packed(keys: Keys, bits: int) -> Iterator[tuple[int, bytes]]:
    """The buckets of all keys, each with its bytes, in order; the keys are sorted in their place."""
    keys.sort()
    rest = np.uint64(rest_bits(bits))
    firsts = np.arange(0, 1 << bits, _AT_ONCE, dtype=np.uint64) << rest
    bounds = [*np.searchsorted(keys, firsts).tolist(), len(keys)]
    for start, stop in pairwise(bounds):
        if start < stop:
            yield from _buckets(keys[start:stop], rest)


def _buckets(keys: Keys, bits: np.uint64) -> Iterator[tuple[int, bytes]]:
    """The buckets of a few sorted keys, of which so many bits are not told by the bucket."""
    buckets = (keys >> bits).astype(np.int64)
    rest = keys & ((np.uint64(1) << bits) - np.uint64(1))
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
    for bits in range(SEVEN, rest_bits(FEWEST_BITS), SEVEN):
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
