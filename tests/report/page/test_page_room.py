"""What a page has no room for is named, and only that."""

from __future__ import annotations

from dataclasses import replace

from drafting import mail, series
from reviewbot.model.review import Review
from reviewbot.report.page.room import AROUND, fitted
from reviewbot.report.page.said import Said
from reviewbot.report.page.sheet import Sheet, sheets
from reviewbot.report.page.since import Since

LONG = "".join(f"+\tline({number});\n" for number in range(100))
ONE = mail(f"Log.\n---\n=== a.c\n@@\n{LONG}=== b.c\n@@\n+\tshort();\n")


def sheet() -> Sheet:
    review = Review("x", (series(ONE),), (), (), (), (), (), ())
    ((_, (made,)),) = sheets(review)
    return made


def test_all_is_shown_that_fits() -> None:
    one = sheet()
    ((_, (kept,)),) = fitted([(series(ONE), [one])])
    assert kept == one


def test_a_long_file_is_left_out_and_a_short_one_fits() -> None:
    ((_, (kept,)),) = fitted([(series(ONE), [sheet()])], 2000)
    text, long, short = kept.blocks
    assert text.rows
    assert (long.title, long.rows, long.left_out) == ("a.c", (), 101)
    assert short.rows


def test_the_lines_around_a_comment_are_always_shown() -> None:
    text, long, short = sheet().blocks
    rows = list(long.rows)
    rows[50] = replace(rows[50], said=(Said("Rob", "r@x", ()),))
    noted = replace(long, rows=tuple(rows))
    one = replace(sheet(), blocks=(text, noted, short))
    ((_, (kept,)),) = fitted([(series(ONE), [one])], 100)
    _, cut, gone = kept.blocks
    assert cut.rows == noted.rows[:AROUND] + noted.rows[50 - AROUND : 50 + AROUND + 1]
    assert cut.left_out == len(rows) - len(cut.rows)
    assert gone.left_out


def test_what_changed_is_left_out_as_well() -> None:
    changed = Since(1, "a@x", differing=1, lines=(("+", "x" * 500),))
    ((_, (kept,)),) = fitted([(series(ONE), [replace(sheet(), since=changed)])], 300)
    assert kept.since == replace(changed, lines=())
