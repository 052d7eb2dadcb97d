"""The imperative of the forms a verb is found in."""

from __future__ import annotations

import pytest

from reviewbot.knowledge.moods import imperative


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("added", "add"),
        ("removing", "remove"),
        ("simplified", "simplify"),
        ("modifies", "modify"),
        ("fixed", "fix"),
        ("dropped", "drop"),
        ("add", ""),
        ("fixes", ""),
        ("frobbed", ""),
    ],
)
def test_a_form_has_the_verb_unless_it_may_be_a_noun(word: str, verb: str) -> None:
    assert imperative(word) == verb
