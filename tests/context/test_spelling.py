"""Slips beside the right word, and the look-alikes that are none."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.context.spelling import one_edit, slips


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("prioroty", "priority"),  # another letter
        ("elapesed", "elapsed"),  # a letter more
        ("collison", "collision"),  # a letter less
        ("wathcdog", "watchdog"),  # two swapped
    ],
)
def test_a_slip_beside_the_word(wrong: str, right: str) -> None:
    assert slips(Counter([wrong, right])) == {wrong: right}


def test_no_slip_without_the_word() -> None:
    assert slips(Counter(["prioroty", "other"])) == {}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("kthread", "thread"),  # a letter in front
        ("watchdogd", "watchdog"),  # a letter behind
        ("relocations", "relocation"),
        ("initialise", "initialize"),  # British
        ("colouring", "coloring"),
        ("unlabelled", "unlabeled"),
        ("debugfs", "debugs"),  # jargon
        ("blocklist", "blacklist"),  # a compound
        ("mmapping", "mapping"),  # one holds the other
        ("reciever", "receiver"),  # codespell has that one
    ],
)
def test_other_words_are_no_slips(word: str, other: str) -> None:
    assert slips(Counter([word, other, other])) == {}


def test_what_is_written_often_is_meant() -> None:
    assert slips(Counter({"prioroty": 4, "priority": 9})) == {}
    assert slips(Counter({"prioroty": 3, "priority": 2})) == {}


def test_two_words_it_could_be() -> None:
    assert slips(Counter(["exeption", "exception"])) == {}, "or exemption, which is not there"
    assert slips(Counter(["caxting", "casting", "carting"])) == {}
    assert slips(Counter(["sligned", "signed"])) == {}, "or aligned, which begins otherwise"


def test_a_mail_of_noise_is_left_alone() -> None:
    letters = "abcdefghij"
    noise = Counter(
        f"p{a}{b}{c}{d}qxqy" for a in letters for b in letters for c in "aeiou" for d in letters
    )
    assert slips(noise + Counter(["prioroty", "priority", "pathology"])) == {}


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_edit_is_symmetric(one: str, other: str) -> None:
    assert one_edit(one, other) == one_edit(other, one)


@given(st.text("abcd", min_size=1, max_size=8), st.integers(0, 7), st.sampled_from("xyz"))
def test_one_edit_of_each_kind(word: str, at: int, letter: str) -> None:
    at %= len(word)
    assert one_edit(word, word[:at] + letter + word[at:])
    assert one_edit(word, word[:at] + letter + word[at + 1 :])
    assert one_edit(word, word[:at] + word[at + 1 :])
    assert not one_edit(word, word)
    assert not one_edit(word, letter + word + letter)


def test_swapped_letters_are_one_edit() -> None:
    assert one_edit("watchdog", "wathcdog")
    assert one_edit("the", "teh")
    assert not one_edit("watchdog", "wahtcdgo")


def test_a_word_no_language_has_is_not_looked_into() -> None:
    endless = "s" + "a" * 200_000 + "s"
    assert slips({endless: 1, "sauces": 1}) == {}
