"""Branches of the real ``b4 prep`` (0.16): their commits and their covers."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from realb4 import posted, program
from reviewbot.cli import main
from reviewbot.commits.chosen import chosen
from reviewbot.commits.repository import Commits
from reviewbot.errors import UsageError
from trees import commit, git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CHECK = f"{sys.executable} -m reviewbot b4-check --format line --own"
STRATEGIES = ("commit", "tip-commit", "branch-description")


def prepare(where: Path, strategy: str) -> None:
    """A branch b4 has made at ``where``, with two commits, and the cover kept in one way."""
    mbox = posted(where)
    git(where, "config", "b4.prep-cover-strategy", strategy)
    program(where, "prep", "-n", "frob-tell", "-f", "main")
    cover = git(where, "log", "-1", "--format=%B")
    if strategy == "tip-commit":  # the user puts commits below it
        git(where, "reset", "--quiet", "--hard", "main")
    git(where, "am", "--quiet", "--empty=drop", str(mbox))
    if strategy == "tip-commit":
        git(where, "commit", "--quiet", "--allow-empty", "--message", cover)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_series_and_its_cover_are_found(
    strategy: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tree = tmp_path / "tree"
    prepare(tree, strategy)
    with Commits(tree) as repository:
        found = chosen(repository, "")
    assert found.base == git(tree, "rev-parse", "main").strip()
    assert found.cover.startswith("EDITME: cover title for frob-tell\n\n")
    assert not re.search(r"(?m)^#|b4-submit-tracking", found.cover)
    monkeypatch.chdir(tree)
    assert main(["range"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("b4/frob-tell: 2 commits, ")
    assert "without a change" not in said
    assert "drivers/frob/panel.c:12: note [notifier.errno_zero]\n" in said


def test_a_base_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    prepare(tmp_path / "tree", "branch-description")
    git(tmp_path / "tree", "branch", "--quiet", "--move", "main", "other")
    with Commits(tmp_path / "tree") as repository, pytest.raises(UsageError) as raised:
        chosen(repository, "")
    said = "b4 prep made the series on main: give the range, such as main.."
    assert str(raised.value) == said


def test_its_own_check_asks_us_about_each_patch(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    prepare(tree, "commit")
    git(tree, "config", "--global", "b4.prep-perpatch-check-cmd", CHECK)
    said = program(tree, "prep", "--check")
    told = re.findall(r"drivers/frob/panel\.c:(\d+): note: .* \[(.*)\]", said)
    assert told == [
        ("12", "notifier.errno_zero"),
        ("18", "switch.redundant_case"),
        ("23", "switch.redundant_case"),
    ]
    assert "Success: 0, Warning: " in said


def test_another_branch_is_not_b4s(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    prepare(tree, "commit")
    git(tree, "checkout", "--quiet", "--track", "-b", "mine", "main")
    commit(tree, {"a.c": "int a;\n"}, "frob: Mine")
    with Commits(tree) as repository:
        assert (chosen(repository, "").name, chosen(repository, "").cover) == ("mine", "")
