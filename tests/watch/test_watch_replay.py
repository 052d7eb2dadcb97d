"""A real list replayed month by month: the RFC series found are those a slow count finds."""

from __future__ import annotations

import email
import email.policy
import re
import subprocess
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import pytest

from reviewbot.fetch.epoch import opened as opened_epoch
from reviewbot.fetch.epoch import raw_messages
from reviewbot.pipeline import Options
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import Decision, WatchState, opened
from reviewbot.watch.turn import Watcher, turn

if TYPE_CHECKING:
    from email.message import Message
    from pathlib import Path

SINCE = datetime(2025, 1, 1, tzinfo=UTC)
MONTH = timedelta(days=30)
_RFC = re.compile(r"\[[^\]]*\bRFC\b", re.IGNORECASE)


def slow_count(bundle: Path) -> tuple[set[str], set[str]]:
    """The ids of RFC covers and patches, by the standard library and the plainest of rules.

    Patches that lack the tag their cover has are meant as it says. And the ids of all mails.
    """
    tagged, below, every = set(), {}, set()
    for raw in raw_messages(bundle):
        mail = email.message_from_bytes(raw, policy=email.policy.compat32)
        subject = str(email.header.make_header(email.header.decode_header(mail["Subject"] or "")))
        subject = " ".join(subject.split())
        try:
            date = parsedate_to_datetime(mail["Date"])
        except (TypeError, ValueError):
            continue
        id_ = str(mail["Message-ID"]).strip().strip("<>")
        every.add(id_)
        if date.tzinfo is None or date < SINCE or not subject.startswith("["):
            continue
        cover = bool(re.search(r"\b0+/\d", subject))
        if not cover and not re.search(r"^@@ -\d", _text(mail), re.MULTILINE):
            continue
        if _RFC.match(subject):
            tagged.add(id_)
        elif not cover:
            below[id_] = str(mail["In-Reply-To"]).strip().strip("<>")
    return tagged | {id_ for id_, parent in below.items() if parent in tagged}, every


def _text(mail: Message) -> str:
    parts = (part for part in mail.walk() if part.get_content_type().startswith("text/"))
    payloads = (part.get_payload(decode=True) for part in parts)
    return "\n".join(each.decode("latin-1") for each in payloads if isinstance(each, bytes))


@pytest.mark.shared
def test_the_rfc_series_of_a_list(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = shared / "archive" / "linux-modules.bundle"
    decisions: list[Decision] = []
    real = WatchState.decide

    def kept(state: WatchState, decision: Decision, now: float) -> bool:
        fresh = real(state, decision, now)
        assert fresh, "nothing is decided twice"
        decisions.append(decision)
        return fresh

    monkeypatch.setattr(WatchState, "decide", kept)
    said: list[str] = []
    policy = MailingList("modules", str(tmp_path / "list"))
    settings = Settings(tmp_path / "state", tmp_path / "drafts", "maildir", (policy,))
    watcher = Watcher(settings, None, Options(checks=("notifier",)), said.append)
    with opened_epoch(bundle) as whole, opened(settings.state) as state:
        (tmp_path / "list").mkdir()
        epoch = tmp_path / "list" / "0.git"
        subprocess.run(["git", "clone", "--quiet", "--mirror", str(whole), str(epoch)], check=True)
        git = ["git", "-C", str(epoch)]
        branch = _said(*git, "symbolic-ref", "HEAD")
        tip = _said(*git, "rev-parse", "HEAD")
        month = SINCE
        while month < datetime(2026, 12, 1, tzinfo=UTC):
            until = _said(*git, "rev-list", "-1", f"--before={month.isoformat()}", tip)
            subprocess.run([*git, "update-ref", branch, until], check=True)
            turn(watcher, state, month.timestamp(), SINCE.timestamp())
            month += MONTH
    reviewed = [each for each in decisions if each.why != "no RFC"]
    found = [id_ for each in reviewed for id_ in each.posts]
    assert len(found) == len(set(found)), "no mail is in two series"
    expected, every = slow_count(bundle)
    assert len(expected) >= 100
    assert set(found) & every == expected
    assert len(set(found) - every) == 1, "one patch of this list is only known from a quote"


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
