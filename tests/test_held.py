"""Mails of which something is found that nobody would say: all of it is held back, with a reason."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from reviewbot.fetch.source import fetch
from reviewbot.pipeline import Options, review
from support import CORPUS, Golden

if TYPE_CHECKING:
    from pathlib import Path

HELD = sorted((CORPUS / "held").glob("*.mbox"))


@pytest.mark.parametrize("path", HELD, ids=lambda path: path.stem)
def test_what_is_found_is_held_with_its_reason(path: Path, golden: Golden) -> None:
    fetched = fetch(str(path), stdin=io.BytesIO(), progress=print)
    outcome = review(fetched, Options(ask=True, as_final=True))
    assert outcome.findings
    assert outcome.drafts == ()
    assert not outcome.failures
    reasons = "".join(f"{one.check}: {one.held}\n" for one in outcome.findings)
    golden(path.with_suffix(".out"), reasons)


def test_there_are_such_mails() -> None:
    assert len(HELD) > 10
