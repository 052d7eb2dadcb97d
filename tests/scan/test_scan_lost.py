"""Archives that have lost messages: all others are reviewed, in their own threads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from damage import DAMAGE, cut, missing, spoil, unpack
from epochs import archive
from reviewbot.backtest.command import Output, backtest
from reviewbot.backtest.work import Asked
from reviewbot.cli import main
from reviewbot.fetch.history import message_blobs
from reviewbot.scan.pieces import pieces, reading
from reviewbot.scan.run import Workers
from trees import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow

MAILS = 5  # of a series: cover, first patch, a reply, second patch, a reply


@pytest.fixture
def frobs(tmp_path: Path) -> Path:
    where = archive(tmp_path / "frob.git", 6)
    unpack(where)
    return where


def lose(where: Path, how: Callable[[Path], None], *numbers: int) -> list[str]:
    ids = message_blobs(where)
    lost = [ids[number] for number in numbers]
    spoil(where, lost, how)
    return lost


def rows(out: Path) -> list[tuple[str, int]]:
    """The title of each series, and how many of its patches there are."""
    series = [json.loads(line)["series"][0] for line in out.read_text().splitlines()]
    return [(one["title"], len(one["patches"])) for one in series]


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("size", ["4", "4000"])
def test_the_rest_of_an_archive_is_scanned(
    frobs: Path,
    tmp_path: Path,
    how: Callable[[Path], None],
    size: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lost = lose(frobs, how, 1, 2 * MAILS + 3, 3 * MAILS + 2, 5 * MAILS + 4)
    out = tmp_path / "out.jsonl"
    assert main(["scan", str(frobs), "-o", str(out), "--piece", size]) == 0
    found = rows(out)
    assert [title for title, _ in found] == [f"frob{n}: two patches" for n in range(1, 7)]
    assert [count for _, count in found] == [1, 2, 1, 2, 2, 2]
    named = f"{lost[0][:12]}…, {lost[1][:12]}…, {lost[2][:12]}… and 1 more"
    assert capsys.readouterr().err == f"frob.git: 4 messages cannot be read: {named}\n"


def test_mails_stay_in_their_threads(frobs: Path) -> None:
    lose(frobs, missing, 0, 7, 8)
    (piece,) = pieces(frobs)
    with reading(piece) as read:
        assert len(read.unread) == 3
        for group in read.groups:
            subjects = {
                message.subject.partition("frob")[2][0] for message in group.thread.messages
            }
            assert len(subjects) == 1


def test_what_is_lost_is_counted_by_the_piece_that_owns_it(frobs: Path) -> None:
    lost = lose(frobs, cut, 3, 9, 10)
    found: list[str] = []
    for piece in pieces(frobs, 5):
        with reading(piece) as read:
            found += read.unread
    assert found == lost


def test_a_partial_clone_is_scanned_without_what_it_left_out(frobs: Path, tmp_path: Path) -> None:
    git(frobs, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--mirror", "--filter=blob:limit=300", frobs.as_uri(), "part.git")
    (piece,) = pieces(tmp_path / "part.git")
    with reading(piece) as read:
        assert 0 < len(read.unread) < 6 * MAILS
        assert list(read.groups) != []
    assert list(tmp_path.glob("part.git/objects/pack/*.pack")) != []


def test_the_backtest_goes_on_and_says_so(frobs: Path) -> None:
    lost = lose(frobs, missing, 1)
    said = backtest([frobs], Asked(), Output(), Workers(), 7).text
    assert f"frob.git: 30 messages (1 message cannot be read: {lost[0][:12]}…)" in said
