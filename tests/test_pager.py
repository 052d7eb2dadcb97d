"""What is longer than the screen is paged, as git would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.pager import is_screen, page
from trees import git, make

if TYPE_CHECKING:
    from pathlib import Path

LONG = "line\n" * 200


@pytest.fixture
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LINES", "40")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)


def pager(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """One that keeps what it is given."""
    monkeypatch.setenv("GIT_PAGER", f"tee '{path}'")


@pytest.mark.usefixtures("_screen")
def test_a_long_text_goes_through_the_pager(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pager(monkeypatch, tmp_path / "two words")
    page(LONG)
    assert (tmp_path / "two words").read_text(encoding="utf-8") == LONG


@pytest.mark.usefixtures("_screen")
def test_a_short_one_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pager(monkeypatch, tmp_path / "paged")
    page("short\n")
    assert not (tmp_path / "paged").exists()
    assert capsys.readouterr().out == "short\n"


@pytest.mark.usefixtures("_screen")
@pytest.mark.parametrize("command", ["cat", "", "/nowhere/pager", "'unbalanced"])
def test_without_a_pager_it_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("GIT_PAGER", command)
    page(LONG)
    assert capsys.readouterr().out == LONG


@pytest.mark.usefixtures("_screen")
def test_the_users_git_is_asked_and_not_the_repository(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make(tmp_path / "theirs", {"a.c": "a\n"})
    monkeypatch.chdir(tmp_path / "theirs")
    monkeypatch.delenv("GIT_PAGER", raising=False)
    monkeypatch.setenv("PAGER", f"tee {tmp_path / 'third'}")
    git(tmp_path / "theirs", "config", "core.pager", f"tee {tmp_path / 'theirs-ran'}")
    page(LONG)
    assert (tmp_path / "third").exists()
    git(tmp_path / "theirs", "config", "--global", "core.pager", f"tee {tmp_path / 'mine'}")
    page(LONG)
    assert (tmp_path / "mine").exists()
    assert not (tmp_path / "theirs-ran").exists()


@pytest.mark.usefixtures("_screen")
def test_a_pager_that_is_left_early_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_PAGER", "true")
    page(LONG * 10_000)
    assert is_screen()


def test_a_pipe_and_a_dumb_terminal_are_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    assert not is_screen()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert is_screen()
    monkeypatch.setenv("TERM", "dumb")
    assert not is_screen()
