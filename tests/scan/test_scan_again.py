"""What was sent twice within the hour gets one draft."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from epochs import epoch, invented
from reviewbot.pipeline import Options
from reviewbot.scan.pieces import Piece
from reviewbot.scan.work import review_piece

if TYPE_CHECKING:
    from pathlib import Path


def test_the_later_posting_has_the_draft(tmp_path: Path) -> None:
    cover, one, _, two, _ = invented(1)
    first = [cover, one, two]
    again = [raw.replace(b"1-", b"9-").replace(b" 10:0", b" 10:3") for raw in first]
    where = epoch(tmp_path / "frob.git", *(("m", raw) for raw in (*first, *again)))
    outcome = review_piece(Piece(str(where), 0, 6), Options(cached=False))
    before, after = map(json.loads, outcome.lines.splitlines())
    assert [len(each["drafts"]) for each in (before, after)] == [0, 1]
    held = {finding["held"] for finding in before["findings"]}
    assert "for the same sent again as <9-0@example.org>" in held
    assert not any(finding["drafted"] for finding in before["findings"])
