"""Comments of people, at the line of the patch they were made on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from discussion import AUTHOR, REVIEWER, posted, quoted, reply, thread
from reviewbot.model.mail import Address
from reviewbot.thread.prior import prior_of
from reviewbot.thread.replies import read_comments

PATCH = posted()
START = "+\tret = frob_start(frob, FROB_MODE_NORMAL | FROB_MODE_SLOW, dev->parent);"
CAROL = Address("Carol Critic", "carol@example.org")


def places(*replies: object) -> list[tuple[str, str]]:
    """For each comment the line it stands below (``""``: none) and its first line."""
    found = read_comments(thread(PATCH, *replies))  # type: ignore[arg-type]
    return [
        (PATCH.message.line(one.at).strip() if one.at else "", one.text.split("\n")[0])
        for one in found
    ]


def test_below_the_line_quoted_last() -> None:
    text = quoted(PATCH, "+\tint ret;", "+\tif (ret) {") + "\nCheck frob first.\n"
    assert places(reply(PATCH, text)) == [("+\tif (ret) {", "Check frob first.")]


def test_several_and_where_they_stand_in_the_reply() -> None:
    text = "> +\tint ret;\nUnused.\n\nReally.\n> +\t\treturn ret;\n\nLeak.\n"
    first, second = read_comments(thread(PATCH, reply(PATCH, text)))
    assert (first.text, list(first.span)) == ("Unused.\n\nReally.", [2, 3, 4])
    assert (second.text, list(second.span)) == ("Leak.", [7])
    assert first.on == second.on == PATCH.message.message_id
    assert first.message.author == REVIEWER


def test_a_quote_broken_by_the_mailer_with_and_without_a_mark() -> None:
    for mark in ("> ", ""):
        text = f"> {START[:60]}\n{mark}{START[60:]}\n\nToo long.\n"
        assert places(reply(PATCH, text)) == [(START, "Too long.")]


def test_top_posted_and_outlook() -> None:
    whole = "".join(f"> {line}\n" for line in PATCH.message.lines)
    assert places(reply(PATCH, f"Please split.\n\nOn Monday, Ada wrote:\n{whole}")) == [
        ("", "Please split.")
    ]
    outlook = "Please split.\n\n-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Rob\n\n"
    bare = "\n".join(PATCH.message.lines)
    assert places(reply(PATCH, outlook + bare)) == [("", "Please split.")]


def test_what_is_quoted_of_nothing_has_no_line() -> None:
    assert places(reply(PATCH, "> Something else altogether.\n\nIndeed.\n")) == [("", "Indeed.")]


def test_a_reply_to_a_reply_stands_where_that_one_does() -> None:
    first = reply(PATCH, f"> {START}\n\nWhy the parent?\n")
    nested = f"> > {START}\n>\n> Why the parent?\n\nYes, why?\n"
    trimmed = "> Why the parent?\n\nIndeed.\n"
    assert places(
        first,
        reply(first, nested, CAROL, day=2, name="nested"),
        reply(first, trimmed, CAROL, day=3, name="trimmed"),
    ) == [(START, "Why the parent?"), (START, "Yes, why?"), (START, "Indeed.")]


def test_a_reply_whose_parent_is_lost_is_found_by_its_references() -> None:
    lost = reply(PATCH, "> +\tint ret;\nUnused.\n", name="lost")
    answer = reply(lost, "> > +\tint ret;\n> Unused.\nIt is used.\n", CAROL, name="answer")
    assert places(answer) == [("+\tint ret;", "It is used.")]


def test_the_author_answers_what_he_quotes() -> None:
    review = reply(PATCH, "> +\tint ret;\nUnused.\n\n> +\t\treturn ret;\nLeak.\n")
    some = reply(review, "> > +\tint ret;\n> Unused.\nFixed.\n", AUTHOR, name="some")
    none = reply(review, "Thanks, I will send a v2.\n", AUTHOR, name="none")
    other = reply(review, "> Unused.\nNo.\n", CAROL, name="other")

    def answered(*replies: object) -> list[bool]:
        found = read_comments(thread(PATCH, review, *replies))  # type: ignore[arg-type]
        return [one.answered for one in found if one.message == review]

    assert answered() == [False, False]
    assert answered(some) == [True, False]
    assert answered(none) == [True, True]
    assert answered(other) == [False, False]


def test_the_authors_own_words_are_no_comment_from_any_address() -> None:
    elsewhere = Address("Ada Author", "ada@home.example.org")
    for author in (AUTHOR, elsewhere):
        assert places(reply(PATCH, "> +\tint ret;\nOops, unused.\n", author)) == []


def test_machines_do_not_count() -> None:
    robot = Address("kernel test robot", "lkp@intel.com")
    assert places(reply(PATCH, "> +\tint ret;\nwarning: unused\n", robot)) == []
    thanks = "> +\tint ret;\n\nApplied, thanks!\n\n[1/1] frob\n      commit: 0123456789ab\n"
    assert places(reply(PATCH, thanks)) == []


def test_a_loop_of_references_ends() -> None:
    one = reply(PATCH, "> +\tint ret;\nUnused.\n", name="one")
    two = reply(one, "Hm.\n", CAROL, name="two")
    one = replace(one, in_reply_to=(two.message_id,), references=())
    assert read_comments(thread(PATCH, one, two)) == ()


def test_the_past_has_the_comments_on_the_series_and_on_earlier_ones() -> None:
    new = posted(subject="[PATCH v2] misc: frob: start it", day=5)
    other = posted(subject="[PATCH] misc: brob: stop it", day=6)
    now = reply(new, "> +\tint ret;\nStill unused.\n", day=7, name="now")
    then = reply(PATCH, "> +\tint ret;\nUnused.\n", name="then")
    else_ = reply(other, "> +\tint ret;\nBrob.\n", name="else")
    whole = thread(PATCH, new, other, now, then, else_)
    texts = [one.text for one in prior_of(whole, whole.series[1]).comments]
    assert texts == ["Unused.", "Still unused."]
    assert [one.text for one in prior_of(whole, whole.series[0]).comments] == ["Unused."]


@pytest.mark.parametrize("text", ["", "\n", "> +\tint ret;\n", "-- \nRob\n"])
def test_who_says_nothing_comments_on_nothing(text: str) -> None:
    assert places(reply(PATCH, text)) == []
