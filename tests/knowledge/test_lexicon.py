"""A list of words answers as a dictionary of them does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.knowledge import lexicon
from reviewbot.knowledge.lexicon import Lexicon, packed

WORDS = st.text(alphabet="abz", min_size=1, max_size=4)


@given(
    words=st.dictionaries(WORDS, st.text(alphabet="xy ", max_size=5)),
    asked=st.lists(WORDS),
    often=st.booleans(),
)
def test_it_is_the_dictionary(*, words: dict[str, str], asked: list[str], often: bool) -> None:
    known = Lexicon(packed(words.items()))
    if often:  # as if asked that often
        for number in range(lexicon._MANY):  # noqa: SLF001
            assert known.get(str(number)) is None
    for word in (*words, *asked, "", "a b", "\n", "ä", "\udc80"):
        assert (word in known) == (word in words)
        assert known.get(word, "none") == words.get(word, "none")
    assert dict(known) == words
    assert len(known) == len(words)


def test_what_it_has_not_is_a_key_error() -> None:
    assert Lexicon(b"a b\n")["a"] == "b"
    with pytest.raises(KeyError):
        Lexicon(b"")["a"]
