"""Words and blobs become keys, buckets, and blobs again."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.context.index.keys import blobs_with, bucket_of, hashed, is_indexed
from reviewbot.context.index.pack import bits_for, keys_of, packed

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{2,12}", fullmatch=True)
BLOBS = st.dictionaries(st.integers(0, (1 << 24) - 1), st.lists(NAMES, max_size=8), max_size=8)


BITS = st.sampled_from([4, 5, 10, 17, 18])


def found(word: str, buckets: dict[int, bytes], bits: int = 18) -> list[int]:
    return list(blobs_with(word, buckets.get(bucket_of(word, bits), b""), bits))


@given(BLOBS, BITS)
def test_each_word_leads_to_the_blobs_it_stands_in(blobs: dict[int, list[str]], bits: int) -> None:
    contents = ((number, " ".join(names).encode()) for number, names in blobs.items())
    buckets = dict(packed(keys_of(contents), bits))
    for word in {name for names in blobs.values() for name in names}:
        same = {
            name
            for names in blobs.values()
            for name in names
            if hashed(name.encode()) == hashed(word.encode())
        }
        wanted = sorted(number for number, names in blobs.items() if same.intersection(names))
        assert found(word, buckets, bits) == wanted


def test_the_first_and_the_last_bucket_are_kept() -> None:
    names = [f"frob_{number}" for number in range(20_000)]
    buckets = dict(packed(keys_of([(7, " ".join(names).encode())]), 18))
    assert all(found(name, buckets) == [7] for name in names)
    ends = sorted(bucket_of(name, 18) for name in names)
    assert ends[0] < 64 * 64
    assert ends[-1] >= (1 << 18) - 64 * 64


def test_words_that_are_not_kept_are_known_to_be_none() -> None:
    kept = ("abc", "_ab", "frob_start", "A1_")
    assert all(map(is_indexed, kept))
    assert not any(map(is_indexed, ("", "ab", "1ab", "0x10", "a-b", "häm", "abc\n")))
    buckets = dict(packed(keys_of([(0, b"ab 1abc 0x10 abc; _ab(frob_start)->A1_ \xe4xyz")]), 18))
    assert all(found(word, buckets) == [0] for word in (*kept, "xyz"))
    assert not found("1abc", buckets)


def test_of_nothing_there_are_no_buckets() -> None:
    for keys in (keys_of([]), keys_of([(3, b"")])):
        assert not list(packed(keys, bits_for(keys)))


def test_the_more_keys_there_are_the_more_buckets() -> None:
    assert [bits_for(np.zeros(many, np.uint64)) for many in (0, 2000, 1 << 16, 1 << 25)] == [
        4,
        4,
        10,
        18,
    ]
