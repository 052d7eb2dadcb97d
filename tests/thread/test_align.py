"""Quoted lines found again in the mail they come from."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot.thread.align import Text, align, key

BODY = (
    "Start the frob early.",  # 1
    "",
    "diff --git a/frob.c b/frob.c",  # 3
    "@@ -1,9 +1,10 @@ static int frob_probe(void)",
    "+\tret = frob_start(frob, FROB_MODE_NORMAL | FROB_MODE_SLOW, parent);",  # 5
    "+\tif (ret)",
    "+\t\treturn ret;",
    " ",
    "@@ -40,9 +41,10 @@ static int frob_remove(void)",  # 9
    "+\tret = frob_stop(frob);",
    "+\tif (ret)",
    "+\t\treturn ret;",  # 12
    " \treturn 0;",
)
TEXT = Text.of(BODY)


def test_a_key_has_no_white_space_and_no_marks() -> None:
    assert key("> > +\tif (ret)") == "+if(ret)"
    assert key(">>>") == ""


def test_all_of_it() -> None:
    assert align(BODY, TEXT) == tuple(range(1, len(BODY) + 1))


def test_what_repeats_is_placed_by_its_neighbours() -> None:
    assert align(BODY[9:12], TEXT) == (10, 11, 12)
    assert align(BODY[5:7], TEXT) == (6, 7)
    assert align((BODY[3], "[...]", "+\t\treturn ret;", "}"), TEXT) == (4, 0, 7, 0)
    assert align((BODY[8], "[...]", "+\t\treturn ret;", "}"), TEXT) == (9, 0, 12, 0)


def test_mangled_white_space() -> None:
    assert align(("+       ret = frob_stop( frob );", "+if (ret)"), TEXT) == (10, 11)


def test_a_line_broken_by_the_mailer() -> None:
    lines = (
        "+ ret = frob_start(frob, FROB_MODE_NORMAL |",
        "FROB_MODE_SLOW, parent);",
        "+ if (ret)",
    )
    assert align(lines, TEXT) == (5, 5, 6)


def test_a_loose_line_only_counts_as_the_rest_of_one() -> None:
    broken = ("+ ret = frob_start(frob, FROB_MODE_NORMAL |", "FROB_MODE_SLOW, parent);")
    assert align(broken, TEXT, {1}) == (5, 5)
    assert align((BODY[4], "FROB_MODE_SLOW, parent);"), TEXT, {1}) == (5, 0)
    assert align((BODY[4], BODY[5]), TEXT, {1}) == (5, 0)


def test_lines_joined_by_the_mailer() -> None:
    text = Text.of(("The frob is started", "too late, so that", "the first frame is lost."))
    assert align(("The frob is started too late,", "so that the first frame is lost."), text) == (
        2,
        3,
    )


def test_what_is_not_there_is_not_found() -> None:
    assert align(("I think this is wrong.", "", "ret", "}"), TEXT) == (0, 0, 0, 0)
    assert align((), TEXT) == ()
    assert align(BODY, Text.of(())) == (0,) * len(BODY)


@given(
    st.lists(st.sampled_from(["", "a", "+}", "x = 1;", "return 0;", "+\tfoo(bar);"]), max_size=40)
)
@settings(max_examples=50)
def test_places_rise_and_hold_what_is_quoted(lines: list[str]) -> None:
    text = Text.of(BODY + tuple(lines))
    found = [place for place in align(lines, text) if place]
    assert found == sorted(found)
    for line, place in zip(lines, align(lines, text), strict=True):
        assert not place or key(line) in text.whole


def test_hostile_mails_take_no_long() -> None:
    chance = random.Random(1)  # noqa: S311  the same mail in every run
    body = [chance.choice("ab") * chance.randrange(40) for _ in range(20_000)]
    lines = [chance.choice("ab") * chance.randrange(40) for _ in range(20_000)]
    start = time.process_time()
    found = align(lines, Text.of(body))
    assert time.process_time() - start < 10
    assert len(found) == len(lines)
