"""What git's configuration says of the user."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import config
from reviewbot.model.mail import Address

if TYPE_CHECKING:
    import pytest


def git_config(*arguments: str) -> None:
    subprocess.run(["git", "config", "--global", *arguments], check=True)


def test_identity_addresses_and_templates(tmp_path: Path) -> None:
    git_config("user.name", "Carol Reviewer")
    git_config("user.email", "Carol@Example.org")
    git_config("--add", "reviewbot.address", "carol@old.example.org")
    git_config("reviewbot.templates", str(tmp_path))
    settings = config.load()
    assert settings.me == Address("Carol Reviewer", "Carol@Example.org")
    assert settings.mine == {"carol@example.org", "carol@old.example.org"}
    assert settings.templates == tmp_path


def test_nothing_is_set() -> None:
    assert config.load() == config.Config(None, frozenset(), None)


def test_default_template_directory() -> None:
    folder = Path("~/.config/reviewbot/templates").expanduser()
    folder.mkdir(parents=True)
    assert config.load().templates == folder


def test_what_is_suppressed_is_configured_or_at_the_usual_place(tmp_path: Path) -> None:
    usual = Path("~/.config/reviewbot/suppress.toml").expanduser()
    usual.parent.mkdir(parents=True)
    usual.touch()
    assert config.load().suppress == usual
    git_config("reviewbot.suppress", str(tmp_path / "mine.toml"))
    assert config.load().suppress == tmp_path / "mine.toml"


def test_feedback_is_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usual = Path("~/.local/state/reviewbot/feedback.sqlite").expanduser()
    assert config.feedback() == usual
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert config.feedback() == tmp_path / "reviewbot" / "feedback.sqlite"


def test_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert config.load().me is None
