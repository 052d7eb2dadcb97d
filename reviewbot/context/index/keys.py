"""A word and a blob it stands in as one number, and many such numbers in few bytes.

A key is 40 bits of hash of the word above the 24 bits of the number of the blob. Sorted, keys lie
in buckets by the first bits of the hash: by more of them the more keys there are. In a bucket each is
told by how far it is above the one before, seven bits a byte, the lowest first (LEB128, as in DWARF).
Two words of one hash are a few in a million: who wants to be sure looks into the blob.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = regex(r"[A-Za-z_]\w{2,}", re.ASCII)
BLOB_BITS = 24
MOST_BLOBS = 1 << BLOB_BITS
HASH_BITS = 40
LOW_BITS = 8
FEWEST_BITS, MOST_BITS = 4, 18  # that tell a bucket
SEVEN = 7
LOW, MORE = 0x7F, 0x80
LOWEST = (1 << LOW_BITS) - 1


def is_indexed(word: str) -> bool:
    """Whether a word is among those that are kept: of three letters or more, not led by a digit."""
    return _WORD.fullmatch(word) is not None


def hashed(word: bytes) -> int:
    """The 40 bits of a word."""
    return crc32(word) << LOW_BITS | adler32(word) & LOWEST


def rest_bits(bits: int) -> int:
    """How many bits of a key a bucket does not tell, where ``bits`` tell which it is."""
    return HASH_BITS - bits + BLOB_BITS


def bucket_of(word: str, bits: int) -> int:
    """The bucket in which the keys of a word are."""
    return hashed(word.encode()) >> (HASH_BITS - bits)


def blobs_with(word: str, bucket: bytes, bits: int) -> Iterator[int]:
    """The numbers of the blobs with a word, from its bucket, in order."""
    low = (hashed(word.encode()) << BLOB_BITS) & ((1 << rest_bits(bits)) - 1)
    high = low + MOST_BLOBS
    key = step = shift = 0
    for byte in bucket:
        if byte & MORE:
            step |= (byte & LOW) << shift
            shift += SEVEN
            continue
        key += step | byte << shift
        step = shift = 0
        if key >= low:
            if key >= high:
                return
            yield key - low
