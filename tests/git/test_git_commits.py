"""Commits and objects of a repository, asked for one by one, and its refs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.git.batch import Batch, Info
from reviewbot.git.mainline import Mainline
from reviewbot.git.refs import FORMAT, Ref, refs_in
from reviewbot.git.start import piped
from trees import commit, git, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIME = 1767607200  # of all commits of tests


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", {"a.c": "int a;\n"}, "--initial-branch=main")


@pytest.fixture
def batch(tree: Path) -> Iterator[Batch]:
    made = Batch(tree / ".git")
    yield made
    made.close()


def test_objects_by_any_name(tree: Path, batch: Batch) -> None:
    head, blob = (git(tree, "rev-parse", name).strip() for name in ("HEAD", "HEAD:a.c"))
    assert batch.info(f"{head[:12]}^{{commit}}").oid == head
    assert batch.info("HEAD:a.c") == Info(blob, "blob", 7)
    assert batch.info(f"{blob}^{{commit}}") == Info("", "missing")
    assert batch.info("HEAD:absent") == Info("", "missing")
    assert batch.info("--help") == Info("", "missing")
    assert batch.blob(blob, 7) == b"int a;\n"
    assert batch.blob(blob, 6) is None
    assert batch.blob("HEAD", 1 << 20) is None


def test_after_a_name_git_ends_at_it_is_started_again(tree: Path, batch: Batch) -> None:
    git(tree, "config", "core.bare", "true")  # as it is in a view
    for name in ("HEAD:./a.c", "HEAD:../a.c"):
        assert batch.info(name).oid == ""
        assert batch.info("HEAD:a.c").kind == "blob"


def test_refs_name_commits(tree: Path) -> None:
    head = git(tree, "rev-parse", "HEAD").strip()
    git(tree, "tag", "light")
    git(tree, "tag", "-a", "v1", "-m", "v1")
    git(tree, "tag", "-a", "of-a-tag", "-m", "x", "v1")
    git(tree, "tag", "of-a-blob", "HEAD:a.c")
    git(tree, "update-ref", "refs/remotes/up/next", "HEAD")
    git(tree, "symbolic-ref", "refs/remotes/up/HEAD", "refs/remotes/up/next")
    told = git(tree, "for-each-ref", f"--format={FORMAT}")
    found = {ref.name: ref for ref in refs_in(told)}
    assert set(found) - {"of-a-tag"} == {"main", "light", "v1", "up/next"}
    assert {ref.commit for ref in found.values()} == {head}
    assert found["v1"] == Ref("v1", head, TIME, is_tag=True)
    assert not found["up/next"].is_tag
    assert list(refs_in("")) == list(refs_in("commit x\n")) == []


def test_a_branch_as_it_was(tree: Path) -> None:
    first = git(tree, "rev-parse", "HEAD").strip()
    text = git(tree, "cat-file", "commit", "HEAD").replace("\n\n", "\n\nparent\n", 1)
    later = text.replace("author", f"parent {first}\nauthor", 1).replace(str(TIME), str(TIME + 99))
    tip = git(tree, "hash-object", "-w", "-t", "commit", "--stdin", stdin=later.encode()).strip()
    line = Mainline(tree / ".git", tip)
    assert line.at(TIME + 200) == tip
    assert line.at(TIME + 50) == first
    assert line.at(TIME + 99) == tip
    assert line.at(TIME - 1) == ""
    assert line.at(TIME + 50) == first, "what was read stays"
    line.close()
    assert Mainline(tree / ".git", "f" * 40).at(TIME) == "", "a commit that is not there"


def test_what_one_command_says_of_another(tree: Path) -> None:
    commit(tree, {"a.c": "int b;\n"})
    told = piped(tree / ".git", ("show", "HEAD"), ("patch-id", "--stable"), 10)
    assert told
    assert told.endswith(git(tree, "rev-parse", "HEAD").strip())
    assert piped(tree / ".git", ("show", "absent"), ("patch-id",), 10) is None
    assert piped(tree / ".git", ("show", "HEAD"), ("absent-command",), 10) is None


def test_one_that_takes_too_long_is_ended(tree: Path) -> None:
    assert piped(tree / ".git", ("cat-file", "--batch"), ("patch-id",), 0) is None
