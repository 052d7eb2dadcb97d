"""A git that is absent, too old, or in trouble is said in one sentence by whoever needs it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from epochs import archive
from reviewbot.cli import main
from reviewbot.errors import UsageError
from reviewbot.git import start
from support import CORPUS
from trees import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

THREAD = str(CORPUS / "threads" / "frob-listeners.mbox")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    """Whether there is a git is asked once a process."""
    start.checked.cache_clear()
    start.version.cache_clear()
    yield
    start.checked.cache_clear()
    start.version.cache_clear()


@pytest.fixture
def uses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Commands that need git."""
    tree = make(tmp_path / "tree", {"a.c": "int a;\n"})
    monkeypatch.chdir(tree)
    (tmp_path / "list").mkdir()
    epoch = archive(tmp_path / "list/0.git", 1)
    settings = tmp_path / "watch.toml"
    settings.write_text(
        f'state = "{tmp_path}/state"\ndrafts = "{tmp_path}/drafts"\n'
        f'[[list]]\nname = "frob"\nurl = "{tmp_path}/list"\n'
    )
    return {
        "tree": ["thread", THREAD, "--no-search", "--tree", str(tree)],
        "fetch": ["thread", "1@example.org"],
        "scan": ["scan", str(epoch)],
        "backtest": ["backtest", str(epoch)],
        "watch": ["watch", "--once", "--settings", str(settings)],
        "agent": ["b4-agent"],
    }


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make git a shell script from now on; with ``""`` there is none."""

    def set_path(program: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        if program:
            (folder / "git").write_text(f"#!/bin/sh\n{program}\n")
            (folder / "git").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))

    return set_path


NONE = {
    "": "git cannot be run: No such file or directory",
    "echo git version 2.30.2": "git is 2.30.2; 2.36 or later is needed",
    "echo git version 1.8.3.1": "git is 1.8.3.1; 2.36 or later is needed",
    "exit 1": "git is of no version; 2.36 or later is needed",
}


@pytest.mark.parametrize("use", ["tree", "fetch", "scan", "backtest", "watch", "agent"])
@pytest.mark.parametrize("program", NONE)
def test_no_git_that_will_do(
    uses: dict[str, list[str]], use: str, program: str, only: Callable[[str], None], capsys: Capture
) -> None:
    only(program)
    code = main(uses[use])
    said = capsys.readouterr().err
    assert NONE[program] in said
    assert "a bug of" not in said
    assert code == (0 if use == "watch" else 2)


def test_a_thread_without_a_tree_needs_no_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, only: Callable[[str], None], capsys: Capture
) -> None:
    make(tmp_path / "tree", {"a.c": "int a;\n"})
    monkeypatch.chdir(tmp_path / "tree")
    only("")
    assert main(["thread", THREAD, "--no-search"]) == 0
    out = capsys.readouterr()
    assert "Nit: this can simply be" in out.out
    assert out.err == (
        "reviewbot: git cannot be run: No such file or directory;"
        " nothing is taken from its configuration\n"
    )


@pytest.mark.parametrize(
    "number", ["2.36.0", "2.39.5", "2.50.1.windows.1", "2.40.GIT", "3.0.0-rc1"]
)
def test_git_of_these_versions_will_do(number: str, only: Callable[[str], None]) -> None:
    only(f"echo git version {number}")
    start.checked()
    assert start.version() == number


def test_a_git_that_does_not_end_is_ended(only: Callable[[str], None]) -> None:
    start.checked()
    sleep = shutil.which("sleep")
    only(f"exec {sleep} 60")
    told = start.run("log", deadline=0.2)
    assert told.why == "git took over 0.2 s"
    assert told.text is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("fatal: not there", "not there"),
        ("fatal: not there\nfatal: Could not read\n\nPlease make sure\nit exists.", "not there"),
        ("warning: odd\nerror: RPC failed\nfatal: early EOF\n", "early EOF"),
        (
            "error: cannot lock ref 'x'\n\nremove the file manually to continue.",
            "cannot lock ref 'x'",
        ),
        ("hint: one\nhint: two", "hint: two"),
        ("", "git failed"),
        ("fatal: " + "x" * 10_000, "x" * 300),
    ],
)
def test_the_line_that_says_what_is_wrong_is_said(said: str, why: str) -> None:
    assert start.Answer(b"", said.encode(), 128).why == why
    assert start.Answer(b"", said.encode(), 0).why == ""


def test_a_directory_that_is_gone_is_no_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = archive(tmp_path / "0.git", 1)
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert start.ask(where, "rev-parse", "HEAD").code == 0


def test_a_conversation_without_git(tmp_path: Path, only: Callable[[str], None]) -> None:
    start.checked()
    only("")
    with pytest.raises(UsageError, match="git cannot be run"):
        start.talk(tmp_path, "cat-file", "--batch")
