"""Repositories are found where git finds them, and nowhere else."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from reviewbot.context.repository import Repository
from reviewbot.git.place import around, at
from reviewbot.git.view import View
from trees import git, make


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    where = make(tmp_path / "tree", {"a/b/c.c": "int c;\n"}, "--initial-branch=main")
    git(where, "worktree", "add", "--quiet", "--detach", str(tmp_path / "linked"))
    git(tmp_path, "clone", "--quiet", "--bare", str(where), "bare.git")
    git(tmp_path, "clone", "--quiet", f"--separate-git-dir={tmp_path}/apart", str(where), "split")
    (tmp_path / "link").symlink_to(where)
    git(tmp_path, "init", "--quiet", str(where / "a/inner"))
    return where


@pytest.mark.parametrize(
    "name",
    [
        "tree", "tree/a", "tree/a/b", "tree/.git", "tree/.git/refs", "tree/a/inner", "linked",
        "linked/a", "bare.git", "bare.git/objects", "apart", "split", "split/a/b", "link", "link/a",
    ],
)  # fmt: skip
def test_it_is_gits_own_answer(tree: Path, name: str) -> None:
    where = tree.parent / name
    place = around(where)
    assert place
    asked = ("rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir")
    assert [str(place.git_dir), str(place.common)] == git(where, *asked).split()
    is_inside = git(where, "rev-parse", "--is-inside-work-tree") == "true\n"
    if is_inside:
        assert f"{place.work_tree}\n" == git(where, "rev-parse", "--show-toplevel")


def test_what_is_meant_to_be_one_is_not_looked_for_further_up(tree: Path) -> None:
    assert at(tree) == around(tree / "a/b")
    assert at(tree / "a/b") is None
    assert at(tree / "a/inner") == around(tree / "a/inner")
    assert at(tree / "none") is None
    assert around(tree.parent) is None
    for name in ("HEAD", "objects", "refs"):
        copy = tree.parent / f"without {name}"
        shutil.copytree(tree.parent / "bare.git", copy)
        (copy / name).rename(tree.parent / f"was {name}")
        assert at(copy) is None


@pytest.mark.parametrize("said", ["gitdir: /nowhere", "gitdir: ", "nonsense", "gitdir: \0", ""])
def test_a_file_that_leads_nowhere(tmp_path: Path, said: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/.git").write_text(said)
    assert at(tmp_path / "x") is None
    assert around(tmp_path / "x") is None


def test_what_never_ends_is_not_read(tree: Path) -> None:
    copy = tree.parent / "copy"
    shutil.copytree(tree, copy, symlinks=True)
    (copy / ".git/packed-refs").unlink(missing_ok=True)
    for name in ("packed-refs", "shallow", "info/grafts", "config.worktree", "commondir"):
        os.mkfifo(copy / ".git" / name)
    (copy / ".git/config").unlink()
    os.mkfifo(copy / ".git/config")
    (copy / ".git/index").unlink()
    os.mkfifo(copy / ".git/index")
    with Repository(copy) as repository:
        assert repository.file("a/b/c.c") == b"int c;\n"
        assert len(repository.uses(["c"])["c"]) == 1


def test_a_pipe_for_the_objects_of_others_is_damage(tree: Path) -> None:
    copy = tree.parent / "copy"
    shutil.copytree(tree, copy, symlinks=True)
    os.mkfifo(copy / ".git/objects/info/alternates")
    assert at(copy) is None


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_view_holds_what_is_read_and_goes_away(tmp_path: Path, algorithm: str) -> None:
    where = make(tmp_path / "tree", {"c.c": "int c;\n"}, f"--object-format={algorithm}")
    place = at(where)
    assert place
    with View(place) as view:
        there = view.git_dir
        assert git(where, "--git-dir", str(there), "rev-parse", "HEAD") == git(
            where, "rev-parse", "HEAD"
        )
        assert {path.name for path in there.iterdir()} == {"HEAD", "config", "objects", "refs"}
    assert not there.exists()
    assert (where / ".git/objects").is_dir()
    repository = Repository(where)
    there = repository._view.git_dir  # noqa: SLF001  nobody closes it
    del repository
    assert not there.exists()


def test_shallow_packed_and_borrowed_objects_are_seen(tree: Path) -> None:
    git(tree, "commit", "--quiet", "--allow-empty", "--message", "Two")
    git(tree.parent, "clone", "--quiet", "--depth=1", tree.as_uri(), "shallow")
    git(tree.parent, "clone", "--quiet", "--shared", "--bare", str(tree), "borrowed.git")
    git(tree, "gc", "--quiet")
    for name, shallow in (("tree", False), ("shallow", True), ("borrowed.git", False)):
        with Repository(tree.parent / name) as repository:
            assert repository.file("a/b/c.c") == b"int c;\n"
            assert repository.is_shallow == shallow
            assert repository.absent == 0
            assert len(repository.log.commits(repository.commit)) == (1 if shallow else 2)


def test_a_relative_path_and_none(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "a")
    assert around(Path()) == at(tree)
    assert around(Path("b")) == at(tree)
    assert around(Path("a\0b")) is None


def test_what_is_not_there_is_in_no_repository(tmp_path: Path) -> None:
    make(tmp_path / "here", {"README": "frob\n"})
    assert around(tmp_path / "here") is not None
    assert around(tmp_path / "here" / "not" / "there") is None
    assert around(tmp_path / "here" / ("x" * 300)) is None
