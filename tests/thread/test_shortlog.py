"""Shortlogs of cover letters."""

from __future__ import annotations

from reviewbot.thread.shortlog import shortlog

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
