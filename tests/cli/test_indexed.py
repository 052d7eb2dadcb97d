"""An index is begun in the background where all of a large tree was searched, if that is wanted."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from reviewbot.cli import indexed
from reviewbot.config import Config
from reviewbot.model.review import Reference

SETTINGS = Config(me=None, mine=frozenset(), templates=None)
TREE = Reference("/linux", "c0ffee", "v6.12", was_searched=True)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that are started, none of which is."""
    commands: list[list[str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: commands.append(command))
    return commands


def test_what_was_searched_is_indexed_for_the_next_time(
    started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    indexed.begin(TREE, SETTINGS)
    (command,) = started
    assert command[0] == sys.executable
    assert command[-5:] == ["--background", "--base", "c0ffee", "--", "/linux"]
    assert "all of the tree was searched" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tree", "settings"),
    [
        (None, SETTINGS),
        (replace(TREE, was_searched=False), SETTINGS),
        (TREE, replace(SETTINGS, index=False)),
    ],
)
def test_nothing_is_begun_unasked(
    tree: Reference | None,
    settings: Config,
    started: list[list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    indexed.begin(tree, settings)
    assert started == []
    assert capsys.readouterr().err == ""


def test_no_process_to_be_had_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **_more: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("subprocess.Popen", none)
    indexed.begin(TREE, SETTINGS)
