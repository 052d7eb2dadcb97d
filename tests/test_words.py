"""Words are those that a regex finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.words import words_in


@given(st.text() | st.text(alphabet="aZ0_é-\t\n\x1c\x7f ."))
def test_they_are_what_a_regex_finds(text: str) -> None:
    assert words_in(text) == re.findall(r"\w+", text)


@pytest.mark.parametrize("text", ["", "frob_get(&x->y[1])", "größe = 1;", "\ud800a"])
def test_so_they_are_in_code(text: str) -> None:
    assert words_in(text) == re.findall(r"\w+", text)
