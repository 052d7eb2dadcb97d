"""The thread the project started from, with what its human reviewer said in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kernel import kernel_tree
from reviewbot.fetch.epoch import raw_messages
from reviewbot.fetch.source import Fetched
from reviewbot.pipeline import Options, review
from test_seed import EXPECTED
from test_seed_tree import WITH_TREE

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.model.finding import Finding
    from reviewbot.model.review import Review

pytestmark = [pytest.mark.shared, pytest.mark.usefixtures("shipped_tiers")]

REVIEW = "1191caf5-6a61-4622-a15e-854d3701f4fc@suse.com"
PATCH = "20260413080701.180976-1-chensong_2000@189.cn"


def reviewed(raws: tuple[bytes, ...], tree: Path | None = None, *, repeat: bool = False) -> Review:
    options = Options(as_final=True, ask=True, tree=tree, repeat_raised=repeat)
    return review(Fetched(raws, REVIEW, "the seed"), options)


def one(outcome: Review, path: str | None, quote: str, check: str) -> Finding:
    """The finding of the check at the line of patch 2/2."""
    (found,) = [
        f
        for f in outcome.findings
        if (f.message_id, f.path, f.check) == (PATCH, path, check) and quote in f.quote
    ]
    return found


@pytest.fixture(scope="module")
def raws(shared: Path) -> tuple[bytes, ...]:
    """The 21 messages; patch 2/2 is only quoted in one of them."""
    return tuple(raw_messages(shared / "archive" / "seed-thread.bundle"))


def test_what_he_said_is_not_said_again(raws: tuple[bytes, ...]) -> None:
    outcome = reviewed(raws)
    for number, path, quote, check in EXPECTED:
        if number:
            found = one(outcome, path, quote, check)
            assert (found.raised_by, found.drafted) == (REVIEW, False), f"finding {number}"


def test_it_is_said_again_if_asked_for(raws: tuple[bytes, ...]) -> None:
    outcome = reviewed(raws, repeat=True)
    for number, path, quote, check in EXPECTED:
        if number:
            found = one(outcome, path, quote, check)
            named = found.held == "said in the reply to patch 1"  # whose draft names this patch
            assert found.raised_by == REVIEW, f"finding {number}"
            assert found.drafted or named, f"finding {number}"


@pytest.mark.kernel
def test_nor_what_only_the_tree_shows(raws: tuple[bytes, ...], shared: Path) -> None:
    mail = (shared / "seed" / "2of2-on-linux-6.12.mbox").read_bytes().partition(b"\n")[2]
    known = mail.replace(b"rebased-2of2@reviewbot.invalid", PATCH.encode())
    outcome = reviewed((*raws, known), kernel_tree())
    for number, path, quote, check, said in WITH_TREE:
        found = [
            f
            for f in outcome.findings
            if (f.message_id, f.path, f.check) == (PATCH, path, check)
            and quote in f.quote
            and said in f.text
        ]
        assert [(f.raised_by, f.drafted) for f in found] == [(REVIEW, False)], f"finding {number}"
