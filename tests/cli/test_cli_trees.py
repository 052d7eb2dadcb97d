"""``trees.toml``: the repository of a list is used by each command that reviews mails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from epochs import archive
from mails import mail
from reviewbot.cli import main
from trees import git, make

Capture = pytest.CaptureFixture[str]


def named(text: str) -> None:
    """Have the user's file say this."""
    path = Path.home() / ".config/reviewbot/trees.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "patch.eml"
    raw = mail("1", "[PATCH] frob: x").replace(b"Subject", b"To: u-boot@example.org\nSubject", 1)
    path.write_bytes(raw)
    return path


def test_a_thread_is_looked_at_in_the_tree_of_its_list(
    source: Path, tmp_path: Path, capsys: Capture
) -> None:
    for name in ("u-boot", "linux", "asked"):
        make(tmp_path / name, {"frob.c": "int a;\n"})
    git(tmp_path, "config", "--global", "reviewbot.tree", str(tmp_path / "linux"))
    entry = f'[[tree]]\npath = "{tmp_path}/u-boot"\nlists = ["{{}}@*"]\n'
    for to, more, expected in (
        ("u-boot", [], "u-boot"),
        ("netdev", [], "linux"),
        ("u-boot", ["--tree", str(tmp_path / "asked")], "asked"),
    ):
        named(entry.format(to))
        assert main(["thread", str(source), "--format", "json", *more]) == 0
        assert json.loads(capsys.readouterr().out)["tree"]["path"] == str(tmp_path / expected)


def test_a_scan_looks_there_too(tmp_path: Path, capsys: Capture) -> None:
    make(tmp_path / "tree", {"frob.c": "int a;\n"})
    epoch = archive(tmp_path / "frob.git", 2)
    named(f'[[tree]]\npath = "{tmp_path}/tree"\npaths = ["drivers/misc/frob1.c"]\n')
    assert main(["scan", str(epoch)]) == 0
    found = [json.loads(line)["tree"] for line in capsys.readouterr().out.splitlines()]
    assert [tree and tree["path"] for tree in found] == [str(tmp_path / "tree"), None]


def test_one_that_is_no_repository_is_told_by_each(
    source: Path, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "list").mkdir()
    epoch = str(archive(tmp_path / "list/0.git", 1))
    settings = tmp_path / "watch.toml"
    settings.write_text(
        f'state = "{tmp_path}/state"\ndrafts = "{tmp_path}/drafts"\n'
        f'[[list]]\nname = "frob"\nurl = "{tmp_path}/list"\nwhat = "all"\n',
        encoding="utf-8",
    )
    named('[[tree]]\npath = "/nowhere"\n')
    watch = ["watch", "--once", "--settings", str(settings), "--since", "2016-01-01"]
    for arguments, code in (
        (["thread", str(source)], 2),
        (["scan", epoch], 2),
        (["backtest", epoch], 2),
        (watch, 0),
    ):
        assert main(arguments) == code
        assert "/nowhere is not a git repository" in capsys.readouterr().err, arguments
    named("tree = 1")
    assert main(["thread", str(source)]) == 2
    assert "write [[tree]]" in capsys.readouterr().err
