"""Where the user's files are."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewbot.errors import UsageError
from reviewbot.paths import in_config, in_state, located


def test_a_home_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/carol")
    assert located("~/x") == Path("/home/carol/x")
    assert located("x/~") == Path("x/~")


@pytest.mark.parametrize("text", ["~nobody-here/x", "a\0b", "~nobody-here"])
def test_what_is_no_path(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a path|no such home directory"):
        located(text)


def test_the_usual_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/carol")
    assert in_config("watch.toml") == Path("/home/carol/.config/reviewbot/watch.toml")
    assert in_state("x") == Path("/home/carol/.local/state/reviewbot/x")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/etc/carol")
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    assert in_config("watch.toml") == Path("/etc/carol/reviewbot/watch.toml")
    assert in_state("x") == Path("/home/carol/.local/state/reviewbot/x")


def test_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", homeless)
    with pytest.raises(UsageError, match="no such home directory; set HOME or XDG_CONFIG_HOME"):
        in_config("watch.toml")
