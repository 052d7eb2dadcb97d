"""Which commits a word means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.commits.chosen import Range, chosen
from reviewbot.commits.repository import Commits
from reviewbot.errors import UsageError
from trees import commit, git, make

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """``main`` with a commit, and ``topic`` with two more, checked out, which follows it."""
    where = make(tmp_path / "tree", {"a.c": "int a;\n"}, "--initial-branch=main")
    git(where, "checkout", "--quiet", "--track", "-b", "topic")
    commit(where, {"a.c": "int b;\n"}, "One")
    commit(where, {"a.c": "int c;\n"}, "Two")
    return where


def named(where: Path, said: str) -> tuple[str, list[str]]:
    """What it is called, and the titles of the commits, oldest first."""
    with Commits(where) as repository:
        found = chosen(repository, said)
    return found.name, titles(where, found)


def titles(where: Path, found: Range) -> list[str]:
    above = [f"^{found.base}"] if found.base else []
    return git(where, "log", "--reverse", "--format=%s", found.tip, *above).splitlines()


@pytest.mark.parametrize(
    ("said", "name", "meant"),
    [
        ("", "topic", ["One", "Two"]),
        ("topic", "topic", ["One", "Two"]),
        ("main..topic", "main..topic", ["One", "Two"]),
        ("main..", "main..", ["One", "Two"]),
        ("HEAD~..HEAD", "HEAD~..HEAD", ["Two"]),
        ("@{u}..", "@{u}..", ["One", "Two"]),
        ("topic@{upstream}..topic~", "topic@{upstream}..topic~", ["One"]),
        ("HEAD", "HEAD", ["Two"]),
        ("topic~1", "topic~1", ["One"]),
        ("main~0", "main~0", ["Change it"]),
        ("topic..main", "topic..main", []),
    ],
)
def test_what_is_meant(tree: Path, said: str, name: str, meant: list[str]) -> None:
    assert named(tree, said) == (name, meant)


def test_a_branch_may_follow_one_of_a_server(tree: Path) -> None:
    git(tree.parent, "clone", "--quiet", "tree", "clone")
    where = tree.parent / "clone"
    commit(where, {"a.c": "int d;\n"}, "Three")
    assert named(where, "") == ("topic", ["Three"])


def test_a_linked_work_tree_has_a_branch_of_its_own(tree: Path) -> None:
    git(tree, "worktree", "add", "--quiet", "-b", "other", "../linked", "topic~")
    git(tree, "branch", "--quiet", "--set-upstream-to=main", "other")
    assert named(tree.parent / "linked", "") == ("other", ["One"])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("main...topic", "main...topic has two sides: give A..B"),
        ("gone", "there is no commit gone in this repository"),
        ("main..gone", "there is no commit gone in this repository"),
        ("main@{u}..", "there is no upstream branch in this repository"),
        ("main", "main has no upstream branch: give a range, such as main.."),
        ("--output=x", "there is no commit --output=x in this repository"),
        ("--all..", "there is no commit --all in this repository"),
        ("merged~0", "merged~0 is a merge, which has no patch of its own"),
    ],
)
def test_what_is_meant_by_nobody_is_a_sentence(tree: Path, said: str, why: str) -> None:
    git(tree, "checkout", "--quiet", "--no-track", "-b", "merged", "main")
    git(tree, "merge", "--quiet", "--no-ff", "--message", "Merge", "topic")
    with pytest.raises(UsageError) as raised:
        named(tree, said)
    assert str(raised.value) == why


def test_without_a_branch_there_is_nothing_to_guess(tree: Path) -> None:
    git(tree, "checkout", "--quiet", "--detach")
    with pytest.raises(UsageError, match="HEAD is on no branch: give a range, such as main"):
        named(tree, "")


def test_elsewhere_there_are_no_commits(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is in no git repository"):
        Commits(tmp_path)


def test_a_setting_of_another_branch_does_not_count(tree: Path) -> None:
    git(tree, "config", "branch.topic.more.merge", "refs/heads/gone")
    assert named(tree, "topic") == ("topic", ["One", "Two"])
