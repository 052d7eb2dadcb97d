"""A word and a blob it stands in as one number, and many such numbers in few bytes.

A key is 40 bits of hash of the word above the 24 bits of the number of the blob. Sorted, keys lie
in buckets by the first bits of the hash. In a bucket each is told by how far it is above the one
before, seven bits a byte, the lowest first (LEB128, as in DWARF). Two words of one hash are a few in
a million: who wants to be sure looks into the blob.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import adler32, crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy
    from numpy.typing import NDArray

    Keys = NDArray[numpy.uint64]

_WORD = re.compile(r"[A-Za-z_]\w{2,}", re.ASCII)
BLOB_BITS = 24
MOST_BLOBS = 1 << BLOB_BITS
_HASH_BITS = 40
_LOW_BITS = 8
_BUCKET_BITS = 18
_AT_ONCE = 1 << 12  # buckets, to be packed
_REST_BITS = _HASH_BITS - _BUCKET_BITS + BLOB_BITS
_SEVEN = 7
_LOW, _MORE = 0x7F, 0x80
_LOWEST = (1 << _LOW_BITS) - 1
_NINE = ord("9")  # the last digit; the letters are behind it
# what is no letter, digit or underscore, made a space
_SPACED = bytes(at if chr(at).isalnum() and at < _MORE or chr(at) == "_" else 32 for at in range(256))


def is_indexed(word: str) -> bool:
    """Whether a word is among those that are kept: of three letters or more, not led by a digit."""
    return _WORD.fullmatch(word) is not None


def hashed(word: bytes) -> int:
    """The 40 bits of a word."""
    return crc32(word) << _LOW_BITS | adler32(word) & _LOWEST


def bucket_of(word: str) -> int:
    """The bucket in which the keys of a word are."""
    return hashed(word.encode()) >> (_HASH_BITS - _BUCKET_BITS)


def keys_of(blobs: Iterable[tuple[int, bytes]]) -> Keys:
    """The keys of blobs, by their numbers; not sorted."""
    import numpy  # noqa: PLC0415  a tenth of a second, for those who build

    parts = [numpy.zeros(0, numpy.uint64)]
    for number, content in blobs:
        words = [w for w in set(content.translate(_SPACED).split()) if w[0] > _NINE and w[2:]]
        high = numpy.fromiter(map(crc32, words), numpy.uint64, len(words))
        low = numpy.fromiter(map(adler32, words), numpy.uint64, len(words))
        hashes = high << numpy.uint64(_LOW_BITS) | low & numpy.uint64(_LOWEST)
        parts.append(hashes << numpy.uint64(BLOB_BITS) | numpy.uint64(number))
    return numpy.concatenate(parts)


def packed(keys: Keys) -> Iterator[tuple[int, bytes]]:
    """The buckets of all keys, each with its bytes, in order; the keys are sorted in their place."""
    import numpy  # noqa: PLC0415

    keys.sort()
    firsts = numpy.arange(0, (1 << _BUCKET_BITS) + 1, _AT_ONCE, dtype=numpy.uint64)
    bounds = numpy.searchsorted(keys, firsts << numpy.uint64(_REST_BITS)).tolist()
    for start, stop in pairwise(bounds):
        if start < stop:
            yield from _buckets(keys[start:stop])


def _buckets(keys: Keys) -> Iterator[tuple[int, bytes]]:
    """The buckets of a few sorted keys."""
    import numpy  # noqa: PLC0415

    buckets = (keys >> numpy.uint64(_REST_BITS)).astype(numpy.int64)
    rest = keys & numpy.uint64((1 << _REST_BITS) - 1)
    starts = numpy.flatnonzero(numpy.diff(buckets, prepend=-1))
    steps = numpy.diff(rest, prepend=numpy.uint64(0))
    steps[starts] = rest[starts]
    coded, ends = _coded(steps)
    bounds = [0, *ends[starts[1:] - 1].tolist(), len(coded)]
    data = coded.tobytes()
    for bucket, (start, stop) in zip(buckets[starts].tolist(), pairwise(bounds), strict=True):
        yield bucket, data[start:stop]


def _coded(steps: Keys) -> tuple[NDArray[numpy.uint8], NDArray[numpy.int64]]:
    """Numbers in seven bits a byte, and where each ends."""
    import numpy  # noqa: PLC0415

    lengths = numpy.ones(len(steps), numpy.int64)
    for bits in range(_SEVEN, _REST_BITS, _SEVEN):
        lengths += steps >= numpy.uint64(1 << bits)
    ends = numpy.cumsum(lengths)
    at = ends - lengths
    coded = numpy.empty(int(ends[-1]), numpy.uint8)
    while len(steps):
        is_more = lengths > 1
        low = (steps & numpy.uint64(_LOW)).astype(numpy.uint8)
        coded[at] = low | (is_more * numpy.uint8(_MORE))
        at, lengths = at[is_more] + 1, lengths[is_more] - 1
        steps = steps[is_more] >> numpy.uint64(_SEVEN)
    return coded, ends


def blobs_with(word: str, bucket: bytes) -> Iterator[int]:
    """The numbers of the blobs with a word, from its bucket, in order."""
    low = (hashed(word.encode()) << BLOB_BITS) & ((1 << _REST_BITS) - 1)
    high = low + MOST_BLOBS
    key = step = shift = 0
    for byte in bucket:
        step |= (byte & _LOW) << shift
        shift += _SEVEN
        if byte & _MORE:
            continue
        key += step
        step = shift = 0
        if key >= low:
            if key >= high:
                return
            yield key - low
