"""Words and blobs become keys, buckets, and blobs again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewbot.context.index.keys import blobs_with, bucket_of, hashed, is_indexed
from reviewbot.context.index.pack import keys_of, packed

NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{2,12}", fullmatch=True)
BLOBS = st.dictionaries(st.integers(0, (1 << 24) - 1), st.lists(NAMES, max_size=8), max_size=8)


def found(word: str, buckets: dict[int, bytes]) -> list[int]:
    return list(blobs_with(word, buckets.get(bucket_of(word), b"")))


@given(BLOBS)
def test_each_word_leads_to_the_blobs_it_stands_in(blobs: dict[int, list[str]]) -> None:
    contents = ((number, " ".join(names).encode()) for number, names in blobs.items())
    buckets = dict(packed(keys_of(contents)))
    for word in {name for names in blobs.values() for name in names}:
        same = {
            name
            for names in blobs.values()
            for name in names
            if hashed(name.encode()) == hashed(word.encode())
        }
        wanted = sorted(number for number, names in blobs.items() if same.intersection(names))
        assert found(word, buckets) == wanted


def test_the_first_and_the_last_bucket_are_kept() -> None:
    names = [f"frob_{number}" for number in range(20_000)]
    buckets = dict(packed(keys_of([(7, " ".join(names).encode())])))
    assert all(found(name, buckets) == [7] for name in names)
    ends = sorted(map(bucket_of, names))
    assert ends[0] < 64 * 64
    assert ends[-1] >= (1 << 18) - 64 * 64


def test_words_that_are_not_kept_are_known_to_be_none() -> None:
    kept = ("abc", "_ab", "frob_start", "A1_")
    assert all(map(is_indexed, kept))
    assert not any(map(is_indexed, ("", "ab", "1ab", "0x10", "a-b", "häm", "abc\n")))
    buckets = dict(packed(keys_of([(0, b"ab 1abc 0x10 abc; _ab(frob_start)->A1_ \xe4xyz")])))
    assert all(found(word, buckets) == [0] for word in (*kept, "xyz"))
    assert not found("1abc", buckets)


def test_of_nothing_there_are_no_buckets() -> None:
    assert not list(packed(keys_of([])))
    assert not list(packed(keys_of([(3, b"")])))
