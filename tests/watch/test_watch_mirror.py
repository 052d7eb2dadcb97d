"""Mirrors of a list pulled from a real public-inbox."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reviewbot.fetch.history import message_blobs
from reviewbot.git import remote
from reviewbot.pipeline import Options
from reviewbot.watch.mirror import Wanted, pull
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.turn import Watcher, turn

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.shared, pytest.mark.publicinbox]


def test_an_epoch_over_http(inbox_url: str, tmp_path: Path) -> None:
    for _ in range(2):
        mirror = pull(Wanted(inbox_url, tmp_path / "mirror"))
        assert mirror.faults == ()
        assert [len(message_blobs(epoch)) for epoch in mirror.epochs.values()] == [21]


@pytest.mark.parametrize(("since", "messages"), [("2026-04-15", 19), ("2027-01-01", 1)])
def test_a_part_of_an_epoch_over_http(
    inbox_url: str, tmp_path: Path, since: str, messages: int
) -> None:
    begin = datetime.fromisoformat(since).replace(tzinfo=UTC).timestamp()
    for _ in range(2):
        mirror = pull(Wanted(inbox_url, tmp_path / "mirror", since=begin))
        assert mirror.faults == ()
        assert [len(message_blobs(epoch)) for epoch in mirror.epochs.values()] == [messages]


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    mirror = pull(Wanted("http://127.0.0.1:9/nowhere", tmp_path / "mirror"))
    assert mirror.epochs == {}
    (fault,) = mirror.faults
    assert fault.startswith("http://127.0.0.1:9/nowhere/0 cannot be cloned: unable to access '")
    assert list((tmp_path / "mirror").iterdir()) == []


def test_a_server_that_falls_silent_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = [(key, "1" if key == "http.lowspeedtime" else value) for key, value in remote._OURS]  # noqa: SLF001  not to wait two minutes
    monkeypatch.setattr(remote, "_OURS", soon)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mirror = pull(
            Wanted(f"http://127.0.0.1:{silent.getsockname()[1]}/list", tmp_path / "mirror")
        )
    (fault,) = mirror.faults
    assert "Operation too slow" in fault


def test_the_seed_thread_is_one_series(inbox_url: str, tmp_path: Path) -> None:
    said: list[str] = []
    settings = Settings(
        tmp_path / "state", tmp_path / "drafts", "files", (MailingList("seed", inbox_url),)
    )
    now = datetime(2026, 5, 1, tzinfo=UTC).timestamp()
    since = datetime(2026, 4, 1, tzinfo=UTC).timestamp()
    with opened(settings.state) as state:
        turn(Watcher(settings, None, Options(), said.append), state, now, since)
    title = (
        "Decouple ftrace/livepatch from module loader via notifier priority and reverse traversal"
    )
    subject, id_ = f"[RFC PATCH 0/2] {title}", "20260413080140.180616-1-chensong_2000@189.cn"
    assert said == [f"seed: {subject} <{id_}>: 1 draft (log.wrapped_url)"]
    (draft,) = (tmp_path / "drafts").iterdir()
    assert b"In-Reply-To: <20260415070137.17860-1-chensong_2000@189.cn>" in draft.read_bytes()
