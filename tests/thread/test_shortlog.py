"""Shortlogs of cover letters."""

from __future__ import annotations

import pytest

from reviewbot.thread.shortlog import entries, shortlog

COVER = """\
This series teaches frob to listen.

Ada Author (2):
  frob: Add a list of listeners that is kept in the order in which
    they were added
  frob: Tell the listeners

Bo Author (1):
  frob: Document it

 drivers/frob/core.c | 4 ++++
 1 file changed, 4 insertions(+)
"""


def test_titles_of_all_authors_are_unfolded() -> None:
    assert shortlog(COVER.split("\n")) == (
        "frob: Add a list of listeners that is kept in the order in which they were added",
        "frob: Tell the listeners",
        "frob: Document it",
    )


def test_a_shortlog_that_lacks_titles_says_nothing() -> None:
    lines = [line for line in COVER.split("\n") if "Tell the" not in line]
    assert shortlog(lines) == ()


def test_prose_with_a_number_in_parentheses_is_no_shortlog() -> None:
    assert shortlog(["There are two ways (2):", "", "  one", "  two"]) == ()


def test_of_two_shortlogs_the_one_that_fits_counts() -> None:
    old = "Ada Author (2):\n  frob: Old\n  frob: Two\n\n 2 files changed\n\n"
    assert shortlog((old + COVER).split("\n"))[0].startswith("frob: Add a list")
    assert shortlog((old + COVER).split("\n"), 2) == ("frob: Old", "frob: Two")
    assert shortlog((COVER + "\nv1 had:\n\n" + old).split("\n"), 3)[2] == "frob: Document it"
    assert shortlog((old + old.replace("Old", "New")).split("\n"), 2) == ("frob: New", "frob: Two")


def test_an_author_twice_begins_another() -> None:
    lines = ["Ada Author (1):", "  frob: Old", "", "Ada Author (1):", "  frob: New", ""]
    assert shortlog(lines) == ("frob: New",)


@pytest.mark.parametrize(
    "notes",
    [
        "    changes in v2:\n    - None, and this note is so long that it goes on in the next line of\n      it\n",
        "    - drop a\n    - drop b\n",
        "    new\n",
        "    Reviewed-by: Bo Author <bo@example.org>\n",
        "\n    rebased\n\n",
    ],
)
def test_notes_below_a_title_are_not_the_title_going_on(notes: str) -> None:
    lines = f"Ada Author (2):\n  frob: Tell the listeners\n{notes}  frob: Document it\n".split("\n")
    assert shortlog(lines) == ("frob: Tell the listeners", "frob: Document it")


def test_a_title_goes_on_where_a_word_did_not_fit() -> None:
    title = "frob: " + "x" * 58
    lines = f"Ada Author (1):\n  {title}\n    changes in what it says\n".split("\n")
    assert shortlog(lines) == (f"{title} changes in what it says",)


def test_the_indent_of_git_shortlog_alone() -> None:
    lines = ["Ada Author (2):", "      frob: Tell the listeners", "      frob: Document it", ""]
    assert shortlog(lines) == ("frob: Tell the listeners", "frob: Document it")
    assert [(one.line, one.stop) for one in entries(lines)] == [(2, 3), (3, 4)]


def test_more_titles_than_announced_are_no_whole_shortlog() -> None:
    assert shortlog(["Ada Author (1):", "  frob: One", "  frob: Two", ""]) == ()
