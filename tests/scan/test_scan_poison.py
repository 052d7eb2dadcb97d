"""A mail or series that breaks costs neither a scan nor a replay the rest of the archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from epochs import epoch, invented
from hostile import NASTY
from reviewbot.backtest.work import Asked, backtest_piece
from reviewbot.cli import main
from reviewbot.errors import UsageError
from reviewbot.pipeline import Options
from reviewbot.report.json import document
from reviewbot.scan import work
from reviewbot.scan.pieces import pieces
from reviewbot.scan.work import review_piece

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.review import Review
    from reviewbot.report.json import Document
    from reviewbot.scan.pieces import Piece

pytestmark = pytest.mark.slow

MAILS = 5


def among_good(where: Path, *poisons: bytes) -> Path:
    """An epoch with a good series before and after what is given."""
    good = list(invented(2))
    return epoch(where, *(("m", raw) for raw in (*good[:MAILS], *poisons, *good[MAILS:])))


def reviews(archive: Path) -> list[Document]:
    (piece,) = pieces(archive)
    lines = review_piece(piece, Options()).lines.decode().splitlines()
    return [json.loads(line) for line in lines]


def drafted(found: list[Document]) -> list[str]:
    ids = (draft["in_reply_to"] for review in found for draft in review["drafts"])
    return sorted(id_.partition("-")[0] for id_ in ids if id_[0].isdigit())


@pytest.mark.parametrize("kind", NASTY)
def test_a_scan_goes_on_past_a_poison_mail(kind: str, tmp_path: Path) -> None:
    found = reviews(among_good(tmp_path / "a.git", NASTY[kind]))
    assert drafted(found) == ["1", "2"]
    assert [failure for review in found for failure in review["failures"]] == []


def test_a_series_that_breaks_is_a_line_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(findings: object, chosen: tuple[object, ...], *_: object) -> object:
        if "frob1" in chosen[0].title:  # type: ignore[attr-defined]
            raise RecursionError("foreseen by nobody")
        return findings

    monkeypatch.setattr("reviewbot.answer.mark_already_said", broken)
    archive = among_good(tmp_path / "a.git")
    first, second = reviews(archive)
    failure = {
        "check": "",
        "message_id": "1-0@example.org",
        "error": "RecursionError: foreseen by nobody",
    }
    assert (first["failures"], first["findings"], first["drafts"]) == ([failure], [], [])
    assert first["series"][0]["title"] == "frob1: two patches"
    assert (len(second["findings"]), second["failures"]) == (2, [])
    (piece,) = pieces(archive)
    assert review_piece(piece, Options()).broken == 1


def test_a_review_that_cannot_be_shown_is_a_line_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(review: Review) -> Document:
        if any("frob1" in series.title for series in review.series):
            raise KeyError("x")
        return document(review)

    monkeypatch.setattr(work, "document", broken)
    first, second = reviews(among_good(tmp_path / "a.git"))
    assert first["failures"][0]["message_id"] == "1-0@example.org"
    assert first["source"].endswith(":1-0@example.org")
    assert second["failures"] == []


def test_a_broken_series_is_the_exit_code_of_a_scan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = among_good(tmp_path / "a.git")
    monkeypatch.setattr("reviewbot.scan.command.review_piece", _broken_piece)
    assert main(["scan", str(archive), "-o", str(tmp_path / "out")]) == 5
    assert "2 series with failures, which their lines tell" in capsys.readouterr().err


def _broken_piece(piece: Piece, options: Options) -> work.Outcome:
    assert options
    return work.Outcome(b"", piece.stop - piece.start, 0, broken=2)


def test_a_replay_goes_on_past_what_breaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (piece,) = pieces(among_good(tmp_path / "a.git", *NASTY.values()))
    whole = backtest_piece(piece, Asked())
    assert whole.failures == 0
    assert {row.message_id for row in whole.rows} >= {"1-1@example.org", "2-1@example.org"}

    def broken(series: tuple[object, ...], *_: object, **__: object) -> object:
        raise RecursionError(series)

    monkeypatch.setattr("reviewbot.backtest.work.run", broken)
    tally = backtest_piece(piece, Asked())
    assert (tally.series, tally.failures) == (whole.series, whole.series)

    def mended(*_: object, **__: object) -> object:
        raise UsageError("the user's to mend")

    monkeypatch.setattr("reviewbot.backtest.work.run", mended)
    with pytest.raises(UsageError, match="to mend"):
        backtest_piece(piece, Asked())
