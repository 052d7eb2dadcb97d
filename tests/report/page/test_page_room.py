"""What a page has no room for is named, and only that."""

from __future__ import annotations

from dataclasses import replace

from drafting import mail, series
from reviewbot.model.review import Review
from reviewbot.report.page.room import fitted
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


def test_a_finding_is_always_shown() -> None:
    one = sheet()
    text, long, short = one.blocks
    noted = replace(
        long, rows=(replace(long.rows[0], said=(Said("Rob", "r@x", ()),)), *long.rows[1:])
    )
    ((_, (kept,)),) = fitted([(series(ONE), [replace(one, blocks=(text, noted, short))])], 100)
    assert kept.blocks[1].rows
    assert kept.blocks[2].left_out


def test_what_changed_is_left_out_as_well() -> None:
    changed = Since(1, "a@x", differing=1, lines=(("+", "x" * 500),))
    ((_, (kept,)),) = fitted([(series(ONE), [replace(sheet(), since=changed)])], 300)
    assert kept.since == replace(changed, lines=())
