"""What a comment is about."""

from __future__ import annotations

import pytest

from reviewbot.context.prior.subject_of_comment import is_about, is_about_wording, names_in


def test_names_of_code() -> None:
    text = "frob_start() takes a FROB_MODE, not `speed`; see the manual."
    assert names_in(text) == {"frob_start", "FROB_MODE", "speed"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("frob_start() sleeps.", True),
        ("frob_stop() sleeps.", False),
        ("Use frob_stop() instead.", True),
        ("Drop this.", True),
        ("Sleeping is bad.", False),
    ],
)
def test_a_comment_may_be_about_lines(text: str, *, expected: bool) -> None:
    assert is_about(text, ["\tfrob_start(frob);"]) is expected


def test_the_wording_of_a_log() -> None:
    assert is_about_wording("Imperative mood, please.")
    assert not is_about_wording("Please free it.")
