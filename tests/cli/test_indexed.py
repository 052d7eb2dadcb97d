"""An index is begun in the background where all of a large tree was searched, if that is wanted."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reviewbot.cli import indexed, main
from reviewbot.config import Config
from reviewbot.model.review import Reference
from trees import make

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = Config(me=None, mine=frozenset(), templates=None)
TREE = Reference("/linux", "c0ffee", "v6.12", was_searched=True)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that are started, none of which is."""
    commands: list[list[str]] = []
    indexed._begin.cache_clear()  # noqa: SLF001  as in another process
    real: Any = subprocess.Popen

    def started(command: list[str], *rest: object, **more: object) -> object:
        if command[0] == sys.executable:
            commands.append(command)
            return None
        return real(command, *rest, **more)  # git

    monkeypatch.setattr("subprocess.Popen", started)
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
    indexed.begin(replace(TREE, commit="decaf"), SETTINGS)


def test_before_a_long_run_it_is_begun_once(
    started: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tree = make(tmp_path / "tree", {"a.c": "int a;\n"})
    indexed.begin_for(tree, SETTINGS)
    assert started == []  # not large
    monkeypatch.setattr("reviewbot.context.repository.Repository.is_large", True)
    indexed.begin_for(None, SETTINGS)
    indexed.begin_for(tree, replace(SETTINGS, index=False))
    assert started == []
    indexed.begin_for(tree, SETTINGS)
    indexed.begin_for(tree, SETTINGS)
    ((*_, path),) = started
    assert path == str(tree)
    assert capsys.readouterr().err.count("are being looked up") == 1


def test_a_tree_that_is_indexed_is_left_alone(
    started: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tree = make(tmp_path / "tree", {"a.c": "int a;\n"})
    assert main(["index", str(tree)]) == 0
    monkeypatch.setattr("reviewbot.context.repository.Repository.is_large", True)
    indexed.begin_for(tree, SETTINGS)
    assert started == []
