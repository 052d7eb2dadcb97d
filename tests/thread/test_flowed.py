"""format=flowed, used as meant and used for patches."""

from __future__ import annotations

import pytest

from reviewbot.thread.flowed import unflow

DIFF = [
    "diff --git a/frob.c b/frob.c",
    "index 1111111..2222222 100644",
    "--- a/frob.c",
    "+++ b/frob.c",
    "@@ -1,3 +1,3 @@",
    " int a;",
    "-int b;",
    "+int c;",
    " \tint d;",
]


def stuffed(lines: list[str]) -> list[str]:
    return [f" {line}" if line.startswith((" ", "From ", ">")) else line for line in lines]


def test_a_paragraph_is_one_line_and_a_stuffed_space_is_no_text() -> None:
    assert unflow(["one ", "two", "", " From here", "> quoted ", "> as it came"]) == [
        "one two",
        "",
        "From here",
        "> quoted ",
        "> as it came",
    ]


def test_delsp_takes_the_space_of_the_break() -> None:
    assert unflow(["https://example.org/ ", "path"], delsp=True) == ["https://example.org/path"]


def test_the_signature_separator_is_no_soft_break() -> None:
    assert unflow(["Regards ", "-- ", "me ", "myself"]) == ["Regards ", "-- ", "me myself"]


def test_a_soft_break_at_the_end_joins_nothing() -> None:
    assert unflow(["one "]) == ["one "]
    assert unflow([]) == []


def test_a_diff_is_unstuffed_and_keeps_its_lines() -> None:
    spaced = [*DIFF[:5], " ", *DIFF[6:]]  # an empty context line ends in a space
    assert unflow(["Change ", "it.", *stuffed(spaced)]) == ["Change it.", *spaced]


def test_a_diff_whose_lines_were_broken_is_joined_as_git_does() -> None:
    long = [*DIFF[:7], "+int c; /* much too long for ", "this mailer */", *stuffed(DIFF[8:])]
    assert unflow(stuffed(long[:7]) + long[7:]) == [
        *DIFF[:7],
        "+int c; /* much too long for this mailer */",
        DIFF[8],
    ]


@pytest.mark.parametrize("prose", [[], ["Prose.", ""]])
def test_a_diff_that_was_never_stuffed_stays(prose: list[str]) -> None:
    assert unflow([*prose, *DIFF]) == [*prose, *DIFF]
