"""Revisions in the watch: the newest of one pull is drafted, and nothing a second time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from epochs import epoch, grow, invented
from reviewbot.cli import main
from reviewbot.model.mail import Address
from reviewbot.pipeline import Options
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.turn import Watcher, turn

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3600.0
CHECK = "notifier.errno_zero"
V2 = "[RFC PATCH v2 0/2] frob1: two patches <1-0.v2@example.org>"
START = 1_451_606_400.0  # 2016-01-01


def revision(number: int) -> list[tuple[str, bytes]]:
    """The cover and the patches of an invented series as a revision, as commits of an epoch."""
    mark = b"[RFC PATCH" if number == 1 else b"[RFC PATCH v%d" % number
    posts = [raw for raw in invented(1) if b"Subject: Re:" not in raw]
    return [
        ("m", raw.replace(b"[PATCH", mark).replace(b"@example.org>\n", b".v%d@example.org>\n" % number)
         .replace(b"ada.v%d@" % number, b"ada@").replace(b"rob.v%d@" % number, b"rob@"))
        for raw in posts
    ]  # fmt: skip


def watched(tmp_path: Path) -> tuple[Path, Settings]:
    lists = tmp_path / "list"
    lists.mkdir()
    here = epoch(lists / "0.git")
    policy = (MailingList("frob", str(lists)),)
    return here, Settings(tmp_path / "state", tmp_path / "drafts", "maildir", policy)


def after(settings: Settings, said: list[str], hours: float) -> int:
    """How many drafts there are after a turn."""
    me = Address("Me", "me@example.org")
    with opened(settings.state) as state:
        turn(Watcher(settings, me, Options(), said.append), state, START + hours * HOUR, START)
    folder = settings.drafts / "cur"
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def test_of_two_revisions_in_one_pull_the_newest_is_drafted(tmp_path: Path) -> None:
    here, settings = watched(tmp_path)
    grow(here, *revision(1), *revision(2))
    said: list[str] = []
    assert after(settings, said, 1) == 1
    assert said == [f"frob: {V2}: 1 draft ({CHECK})"]
    assert after(settings, said, 2) == 1


def test_what_was_drafted_on_v1_is_counted_on_v2(tmp_path: Path) -> None:
    here, settings = watched(tmp_path)
    grow(here, *revision(1))
    said: list[str] = []
    assert after(settings, said, 1) == 1
    grow(here, *revision(2))
    assert after(settings, said, 2) == 1
    assert said[1:] == [f"frob: {V2}: 0 drafts, 2 remarks on v1 not repeated"]


@pytest.mark.slow
def test_scan_counts_them_too_however_it_is_cut(tmp_path: Path) -> None:
    here = epoch(tmp_path / "frob.git", *revision(1), *revision(2), *revision(3))
    for size in ("2", "4000"):
        out = tmp_path / f"{size}.jsonl"
        assert main(["scan", str(here), "-o", str(out), "--piece", size]) == 0
        told = [json.loads(line) for line in out.read_text().splitlines()]
        assert [len(one["drafts"]) for one in told] == [1, 0, 0]
        assert [one["not_repeated"] for one in told] == [
            [], [{"revision": 1, "count": 2}], [{"revision": 1, "count": 2}]
        ]  # fmt: skip


def from_another_address(mails: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The same, sent anew by the same person from elsewhere, with the same title."""
    return [
        (name, raw.replace(b"Ada Author <ada@example.org>\n", b"Author, Ada <a.author@example.com>\n", 1))
        for name, raw in mails
    ]  # fmt: skip


def test_a_revision_from_another_address_is_one(tmp_path: Path) -> None:
    here, settings = watched(tmp_path)
    grow(here, *revision(1), *from_another_address(revision(2)))
    said: list[str] = []
    assert after(settings, said, 1) == 1
    assert said == [f"frob: {V2}: 1 draft ({CHECK})"]


def test_scan_knows_a_revision_from_another_address(tmp_path: Path) -> None:
    here = epoch(tmp_path / "frob.git", *revision(1), *from_another_address(revision(2)))
    out = tmp_path / "out.jsonl"
    assert main(["scan", str(here), "-o", str(out)]) == 0
    told = [json.loads(line) for line in out.read_text().splitlines()]
    assert [one["not_repeated"] for one in told] == [[], [{"revision": 1, "count": 2}]]


@pytest.mark.parametrize("how", ["subject", "scissors", "text"])
def test_what_carries_a_patch_is_opened_whatever_its_subject(tmp_path: Path, how: str) -> None:
    here, settings = watched(tmp_path)
    settings = replace(settings, lists=tuple(replace(one, what="all") for one in settings.lists))
    raw = list(invented(1))[1].replace(b"In-Reply-To: <1-0@example.org>\n", b"")
    raw = raw.replace(b"References: <1-0@example.org>\n", b"")
    subjects = {
        "subject": b"frob1: part 1",
        "scissors": b"Re: frob breaks",
        "text": b"Frob breaks",
    }
    raw = raw.replace(b"[PATCH 1/2] frob1: part 1", subjects[how])
    if how != "subject":
        raw = raw.replace(
            b"Say why.", b"Like this?\n\n-- >8 --\nSubject: [PATCH] frob1: part 1\n\nSay why."
        )
    if how == "text":
        raw = raw.replace(b"+++ b/", b"and b/")
    grow(here, ("m", raw))
    said: list[str] = []
    assert after(settings, said, 1) == (how != "text")
    assert len(said) == (how != "text")
