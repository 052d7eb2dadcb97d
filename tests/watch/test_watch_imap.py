"""The watch and an IMAP server that is away, and comes back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from dovecot import dovecot
from epochs import archive
from reviewbot.pipeline import Options
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.turn import Watcher, turn

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2016, 3, 1, tzinfo=UTC).timestamp()


@pytest.mark.dovecot
def test_drafts_wait_for_the_server_and_arrive_once(tmp_path: Path) -> None:
    (tmp_path / "list").mkdir()
    archive(tmp_path / "list" / "0.git", 3)
    said: list[str] = []

    def run(settings: Settings) -> list[str]:
        said.clear()
        with opened(settings.state) as state:
            turn(Watcher(settings, None, Options(), said.append), state, NOW, 0.0)
        return [line for line in said if not line.startswith("frob: ")]

    with dovecot() as server:
        lists = (MailingList("frob", str(tmp_path / "list"), what="all"),)
        here = Settings(tmp_path / "state", tmp_path, "imap", lists, server.account)
        away = replace(here, imap=replace(server.account, port=1))
        assert run(away) == ["IMAP server localhost:1: Connection refused"]
        assert run(here) == []
        drafts = server.messages()
        assert len(drafts) == 3
        assert all(b"this can simply be" in content for _, content in drafts)
        # killed between the append and the note of it; the text shows who wrote it
        change(here.state, "UPDATE draft SET delivered = 0, content = 'x'")
        assert run(here) == []
        assert server.messages() == drafts
        change(here.state, "INSERT INTO draft VALUES ('large', 'frob', ?, 0)", b"x" * 200_000)
        (line,) = run(here)
        assert "localhost refuses a draft: [LIMIT]" in line
        assert "secs" not in line
        assert len(server.messages()) == 3


def change(state: Path, statement: str, *values: object) -> None:
    """Change what the watch knows of its drafts."""
    with closing(sqlite3.connect(state / "state.sqlite")) as base, base:
        base.execute(statement, values)
