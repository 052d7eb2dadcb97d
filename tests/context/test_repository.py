"""The user's repository: read only, inside only, and whatever state it is in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from reviewbot.context import repository as module
from reviewbot.context.bounds import is_inside
from reviewbot.context.repository import Repository, enclosing
from reviewbot.context.search import IncompleteError, Use
from reviewbot.errors import UsageError
from reviewbot.model.budget import TooLargeError, budget
from trees import commit, git, make

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "drivers/frob.c": "int frob(void)\n{\n\treturn frobnicate();\n}\n",
    "include/frob.h": "int frob(void);\n",
    "README": "frob it\n",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", FILES)


def oid(content: bytes, name: str = "sha1") -> str:
    return hashlib.new(name, b"blob %d\0" % len(content) + content).hexdigest()


def test_blobs_by_abbreviated_id(tree: Path) -> None:
    with Repository(tree) as repository:
        content = FILES["include/frob.h"].encode()
        assert repository.blob(oid(content)[:12]) == content
        assert repository.blob("f" * 12) is None
        assert repository.blob("0" * 12) is None
        assert repository.blob("no id") is None
        assert repository.object_id(content) == oid(content)


def test_a_commit_is_no_blob(tree: Path) -> None:
    with Repository(tree) as repository:
        assert repository.blob(repository.commit) is None


def test_files_of_the_commit_not_of_the_work_tree(tree: Path) -> None:
    (tree / "README").write_text("changed\n")
    with Repository(tree) as repository:
        assert repository.file("README") == b"frob it\n"
        assert repository.file("absent") is None
        assert repository.file("drivers") is None


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "/etc/passwd", ".git/config", "a/../b", "a/.GIT/b", "a\nb", "", "a\\b"],
)
def test_no_path_leads_outside(tree: Path, path: str) -> None:
    assert not is_inside(path)
    with Repository(tree) as repository:
        assert repository.file(path) is None
        assert repository.file("README") is not None, "the conversation with git goes on"


def test_symbolic_links_are_not_followed(tree: Path) -> None:
    (tree / "link").symlink_to("/etc/passwd")
    (tree / "inside").symlink_to("README")
    commit(tree, {})
    with Repository(tree) as repository:
        assert repository.file("link") is None
        assert repository.file("inside") is None


def test_uses_of_words(tree: Path) -> None:
    with Repository(tree) as repository:
        uses = repository.uses(["frob", "frobnicate", "absent", "not a word"])
        assert uses == {
            "frob": (
                Use("drivers/frob.c", 1, "int frob(void)"),
                Use("include/frob.h", 1, "int frob(void);"),
            ),
            "frobnicate": (Use("drivers/frob.c", 3, "\treturn frobnicate();"),),
            "absent": (),
        }


def test_sha256(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", FILES, "--object-format=sha256")
    with Repository(tree) as repository:
        content = FILES["README"].encode()
        assert repository.algorithm == "sha256"
        assert repository.object_id(content) == oid(content, "sha256")
        assert repository.blob(oid(content, "sha256")[:12]) == content


def test_a_bare_one_and_a_work_tree_from_within(tree: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(tree), "bare.git")
    with Repository(tmp_path / "bare.git") as repository:
        assert repository.file("README") == b"frob it\n"
    assert enclosing(tree / "drivers") == tree
    assert enclosing(tmp_path) is None


def test_a_shallow_clone_has_what_it_has(tree: Path, tmp_path: Path) -> None:
    old = FILES["README"].encode()
    commit(tree, {"README": "new\n"})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tree}", "shallow")
    with Repository(tmp_path / "shallow") as repository:
        assert repository.file("README") == b"new\n"
        assert repository.blob(oid(old)[:12]) is None


def test_a_partial_clone_fetches_nothing(tree: Path, tmp_path: Path) -> None:
    git(tree, "config", "uploadpack.allowFilter", "true")
    git(
        tmp_path,
        "clone",
        "--quiet",
        "--no-checkout",
        "--filter=blob:none",
        f"file://{tree}",
        "part",
    )
    with Repository(tmp_path / "part") as repository:
        assert repository.file("README") is None
        assert repository.blob(oid(b"frob it\n")[:12]) is None
        with pytest.raises(IncompleteError, match="not all there"):
            repository.uses(["frob"])
    missing = git(tmp_path / "part", "rev-list", "--objects", "--all", "--missing=print")
    assert f"?{oid(b'frob it' + bytes([10]))}" in missing, "still not there"


def test_hundred_megabytes_are_not_read(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BLOB", 1000)
    big = b"x" * 100_000
    commit(tree, {"big": big})
    with Repository(tree) as repository:
        assert repository.file("big") is None
        assert repository.blob(oid(big)) is None
        assert repository.file("README") == b"frob it\n"


def test_no_repository_and_no_commit(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a git repository"):
        Repository(tmp_path)
    git(tmp_path, "init", "--quiet", "empty")
    with pytest.raises(UsageError, match="has no commit HEAD"):
        Repository(tmp_path / "empty")
    with pytest.raises(UsageError, match="has no commit --help"):
        Repository(make(tmp_path / "tree", FILES), "--help")


def test_what_its_configuration_could_run_is_not_run(tree: Path, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    git(tree, "config", "core.fsmonitor", f"touch {marker}; false")
    with Repository(tree) as repository:
        assert repository.file("README") == b"frob it\n"
        repository.uses(["frob"])
        assert repository.describe
    assert not marker.exists()


def test_closing_twice_and_reading_again(tree: Path) -> None:
    repository = Repository(tree)
    assert repository.file("README")
    repository.close()
    repository.close()
    assert repository.file("include/frob.h")
    repository.close()


def test_uses_below_a_directory(tree: Path) -> None:
    with Repository(tree) as repository:
        below = repository.uses(["frob"], "drivers")
        assert [use.path for use in below["frob"]] == ["drivers/frob.c"]
        assert len(repository.uses(["frob"])["frob"]) == 2
        assert repository.uses(["frob"], "absent") == {"frob": ()}


def test_more_words_than_git_can_search_in_a_while_are_too_many(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", {"a.c": "int word;\n"})
    words = [f"word{number}" for number in range(1000)]
    with Repository(tree) as repository:
        with budget(), pytest.raises(TooLargeError):
            repository.uses(words)
        with budget():
            assert len(repository.uses([*words[:90], "word"])["word"]) == 1
