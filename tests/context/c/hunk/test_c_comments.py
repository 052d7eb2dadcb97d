"""The comments and the blank lines a patch adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.c.hunk.blanks import new_gaps
from reviewbot.context.c.hunk.comments import new_comments

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

HEAD = "Change it.\n---\n=== drivers/frob/core.c\n@@ static int frob_start(struct frob *frob)\n"


def context(*lines: str) -> DiffContext:
    return example_context(HEAD + "\n".join(lines) + "\n")


def test_a_comment_has_its_lines_and_its_text() -> None:
    (comment,) = new_comments(context(" \tstart();", "+\t/*", "+\t * Wait,", "+\t * a bit. */"))
    assert [line.text for line in comment.lines] == ["\t/*", "\t * Wait,", "\t * a bit. */"]
    assert comment.rows == ("", "Wait,", "a bit.")
    assert comment.is_block
    assert comment.is_alone


def test_a_comment_beside_code_is_not_alone() -> None:
    (comment,) = new_comments(context("+\tstart(); /* now */"))
    assert not comment.is_alone
    assert comment.rows == ("now",)


@pytest.mark.parametrize(
    "lines",
    [
        (" \t/*", "+\t * Wait.", " \t */"),  # was there
        ("-\t/* Wait. */", " \tstart();", "+\t/* Wait. */"),  # was moved
    ],
)
def test_an_old_comment_is_not_added(lines: tuple[str, ...]) -> None:
    assert list(new_comments(context(*lines))) == []


def test_a_gap_knows_the_lines_around() -> None:
    (gap,) = new_gaps(context(" \tstart();", "+\twait();", "+", "+", " \tstop();"))
    assert (gap.above.text, len(gap.blanks), gap.below.text) == ("\twait();", 2, "\tstop();")
    assert [line.text for line in gap.upwards(9)] == ["\twait();", "\tstart();"]


@pytest.mark.parametrize(
    "lines",
    [
        (" \tstart();", " ", "+\tstop();"),  # was there
        ("-\tstart();", "-\tstop();", " \twait();", "+\tstart();", "+", "+\tstop();"),  # moved
        ("+\t/* Start", "+", "+\t */", "+\tstart();"),  # in a comment
        ("+#define START \\", "+", "+\tstart();"),  # in a macro
    ],
)
def test_no_gap_is_made(lines: tuple[str, ...]) -> None:
    assert list(new_gaps(context(*lines))) == []
