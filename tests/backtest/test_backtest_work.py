"""What became of each finding, and what was known when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from replayed import archive
from reviewbot.backtest.choice import Choice, spread
from reviewbot.backtest.count import total
from reviewbot.backtest.work import Asked, backtest_piece
from reviewbot.errors import UsageError
from reviewbot.scan.pieces import pieces

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.backtest.count import Tally

CHECK = "notifier.errno_zero"


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("archive") / "frob.git")


def backtest(where: Path, choice: Choice | None = None, size: int = 4000) -> Tally:
    work = pieces(where, size)
    asked = Asked((CHECK,), spread(choice or Choice(), work))
    return total(backtest_piece(piece, asked) for piece in work)


def names(tally: Tally) -> list[str]:
    return [row.message_id.partition("@")[0] for row in tally.rows]


def test_every_finding_has_its_outcome(replayed: Path) -> None:
    tally = backtest(replayed)
    outcomes = {row.message_id.partition("@")[0]: row.outcome for row in tally.rows}
    assert outcomes == {
        "asked-1": "agreed",
        "asked-2": "agreed",
        "mended-1": "fixed",
        "kept-1": "ignored",
        "kept-2": "unknown",
        "taken-1": "ignored",
        "alone-1": "unknown",
    }
    assert (tally.series, tally.patches, tally.failures) == (9, 9, 0)


def test_only_what_was_said_before_is_known(replayed: Path) -> None:
    first, second = [row for row in backtest(replayed).rows if row.outcome == "agreed"]
    assert first.agreed_by == second.agreed_by == "asked-1-re-1@example.org"
    assert (first.known, second.known) == (False, True)


def test_comments_that_ask_for_it_are_counted_with_and_without_a_finding(replayed: Path) -> None:
    tally = backtest(replayed)
    assert (tally.asked, tally.met) == (Counter({CHECK: 2}), Counter({CHECK: 1}))


def test_lines_drawn_without_looking_change_where_the_next_revision_does(replayed: Path) -> None:
    tally = backtest(replayed)
    assert tally.drawn == {"code": 8, "log": 4, "mail": 4}  # of asked, mended, kept and taken
    assert tally.changed == {"code": 1}  # of mended the line itself, not the one beside it


@pytest.mark.parametrize("size", [1, 3, 7])
def test_the_size_of_the_pieces_changes_nothing(replayed: Path, size: int) -> None:
    assert backtest(replayed, size=size) == backtest(replayed)


def test_days_are_both_included(replayed: Path) -> None:
    assert names(backtest(replayed, Choice("2019-12-04", "2020-01-10"))) == [
        "asked-2",
        "mended-1",
        "kept-1",
    ]
    assert names(backtest(replayed, Choice(until="2019"))) == ["asked-1", "asked-2", "mended-1"]
    assert names(backtest(replayed, Choice("2020-01-20"))) == ["taken-1", "alone-1"]


def test_a_list_is_part_of_an_address(replayed: Path) -> None:
    assert names(backtest(replayed, Choice(lists=("OTHER@",)))) == ["taken-1"]


def test_a_sample_is_drawn_once_and_for_all(replayed: Path) -> None:
    some = backtest(replayed, Choice(sample=4))
    assert some.series == 4
    assert set(names(some)) < set(names(backtest(replayed)))
    assert backtest(replayed, Choice(sample=4)) == some
    assert backtest(replayed, Choice(sample=400)).series == 9
    assert backtest(replayed, Choice(sample=4), size=3).series == 4


@pytest.mark.parametrize("day", ["yesterday", "2024-3", "24"])
def test_what_is_no_day_is_said(day: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        Choice(since=day)
