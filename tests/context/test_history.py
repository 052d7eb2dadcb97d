"""Commits behind the tree, of small real repositories."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reviewbot.context.history import RepositoryHistory
from reviewbot.context.repository import Repository
from trees import commit, git, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def where(tmp_path: Path) -> Path:
    where = make(tmp_path / "tree", {"README": "frob\n"})
    commit(where, {"drivers/frob.c": "int frob;\n"}, "frob: Add a driver")
    git(where, "tag", "v6.1-rc1")
    git(where, "tag", "v6.10")
    git(where, "tag", "v6.9")
    git(where, "tag", "frob-1")
    commit(where, {"drivers/frob.c": "int frob = 1;\n", "README": "1\n"}, "frob: Count (größer)")
    return where


@pytest.fixture
def history(where: Path) -> Iterator[RepositoryHistory]:
    with Repository(where) as repository:
        yield RepositoryHistory(repository)


def head(where: Path, revision: str = "HEAD") -> str:
    return git(where, "rev-parse", f"{revision}^{{commit}}").strip()


def test_a_commit_by_the_start_of_its_id(where: Path, history: RepositoryHistory) -> None:
    found = history.commit(head(where)[:12])
    assert found == history.tip
    assert found is not None
    assert found.id == head(where)
    assert found.title == "frob: Count (größer)"
    assert found.date == datetime(2026, 1, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize("id_", ["f" * 12, "v6.9", "HEAD", "--all", "", "deadbeef"])
def test_what_is_no_commit(where: Path, history: RepositoryHistory, id_: str) -> None:
    git(where, "branch", "deadbeef")
    assert history.commit(id_) is None
    assert history.released_in(id_) == ""


def test_a_blob_is_no_commit(where: Path, history: RepositoryHistory) -> None:
    assert history.commit(git(where, "rev-parse", "HEAD:README").strip()) is None


def test_commits_whose_message_names_something(history: RepositoryHistory) -> None:
    assert [found.title for found in history.naming("frob: Add a driver")] == ["frob: Add a driver"]
    assert [found.title for found in history.naming("frob: ")] == [
        "frob: Count (größer)",
        "frob: Add a driver",
    ]
    assert history.naming("frob: .*") == ()
    assert history.naming("a\0b") == ()
    assert history.naming("") == ()


def test_only_what_is_behind_the_tree_is_named(where: Path) -> None:
    with Repository(where, "HEAD^") as repository:
        assert RepositoryHistory(repository).naming("Count") == ()


def test_the_first_release(where: Path, history: RepositoryHistory) -> None:
    assert history.released_in(head(where, "v6.9")[:12]) == "v6.9"
    assert history.released_in(head(where)) == ""


def test_titles_of_several_files(history: RepositoryHistory) -> None:
    assert history.titles(["drivers/frob.c", "README", "absent", "../README"]) == {
        "drivers/frob.c": ("frob: Count (größer)", "frob: Add a driver"),
        "README": ("frob: Count (größer)", "Change it"),
        "absent": (),
    }
    assert history.titles([]) == {}


def test_titles_of_a_directory(history: RepositoryHistory) -> None:
    titles = ("frob: Count (größer)", "frob: Add a driver")
    assert history.titles(["drivers", "driver"]) == {"drivers": titles, "driver": ()}


def test_a_walk_is_remembered(where: Path, history: RepositoryHistory) -> None:
    before = history.titles(["README"]), history.naming("Count")
    shutil.rmtree(where / ".git")
    assert (history.titles(["README"]), history.naming("Count")) == before


def test_titles_without_merges_and_long_past(tmp_path: Path) -> None:
    where = make(tmp_path / "old", {"a": "1\n"})
    git(where, "checkout", "--quiet", "-b", "side")
    commit(where, {"a": "2\n"}, "a: on the side")
    git(where, "checkout", "--quiet", "-")
    git(where, "merge", "--quiet", "--no-ff", "--no-edit", "side")
    with Repository(where) as repository:
        history = RepositoryHistory(repository)
        assert history.titles(["a"]) == {"a": ("a: on the side", "Change it")}
        after = int(history.tip.date.timestamp()) + 1
        assert repository.log.titles(["a"], since=after) == {"a": ()}


def test_a_shallow_clone_is_known_as_one(where: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{where}", "shallow")
    with Repository(tmp_path / "shallow") as repository:
        assert repository.is_shallow
    with Repository(where) as repository:
        assert not repository.is_shallow
