"""Words of a commit, whatever has become of the work tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewbot.context.repository import Repository
from reviewbot.context.search import Search, Use, names_in
from reviewbot.context.tree import PatchedTree
from reviewbot.git.place import around
from trees import commit, git, make

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "drivers/frob/core.c": "int frob_start(void)\n{\n\treturn 0;\n}\n",
    "drivers/frob/pm.c": "int frob_pm(void)\n{\n\treturn frob_start();\n}\n",
    "drivers/frob/notes.txt": "frob_start\n",
    "drivers/quux.c": "int quux = frob_start();\n",
    "include/frob.h": "int frob_start(void);\n",
}
USES = [
    ("drivers/frob/core.c", 1),
    ("drivers/frob/pm.c", 3),
    ("drivers/quux.c", 1),
    ("include/frob.h", 1),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", FILES)


def places(tree: Path, under: str = "", word: str = "frob_start") -> list[tuple[str, int]]:
    with Repository(tree) as repository:
        return [(use.path, use.line) for use in repository.uses([word], under)[word]]


def test_the_work_tree_is_searched_where_there_is_one(tree: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(tree), "bare.git")
    git(tree, "worktree", "add", "--quiet", str(tmp_path / "linked"))
    for root, top in (
        (tree, tree),
        (tree / "drivers", tree),
        (tree / ".git", tree),
        (tmp_path / "linked", tmp_path / "linked"),
        (tmp_path / "bare.git", None),
    ):
        place = around(root)
        assert place
        assert place.work_tree == top
        assert places(root) == USES
        assert places(root, "drivers/frob") == USES[:2]


def test_it_is_the_work_tree_that_is_searched(tree: Path, tmp_path: Path) -> None:
    (tree / ".git" / "objects").rename(tmp_path / "away")
    (tree / ".git" / "objects").mkdir()
    search = Search(tree / ".git", "HEAD", tree, tree / ".git/index")
    search.__dict__["_changed"] = frozenset()
    assert search.uses(["quux"]) == {
        "quux": (Use("drivers/quux.c", 1, "int quux = frob_start();"),)
    }


@pytest.mark.parametrize("many", [500, 0])
def test_what_is_not_as_in_the_commit_is_searched_in_the_commit(
    tree: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewbot.context.search._MANY", many)
    (tree / "drivers/frob/core.c").write_text("nothing\n")
    (tree / "drivers/quux.c").unlink()
    (tree / "drivers/frob/notes.txt").write_text("frob_start, frob_start\n")
    (tree / "drivers/frob/new.c").write_text("frob_start();\n")
    (tree / "drivers/frob/staged.c").write_text("frob_start();\n")
    git(tree, "add", "drivers/frob/staged.c")
    git(tree, "mv", "include/frob.h", "include/moved.h")
    assert places(tree) == USES
    assert places(tree, "drivers/frob") == USES[:2]


def test_another_commit_than_the_one_checked_out(tree: Path) -> None:
    commit(tree, {"drivers/quux.c": "int quux;\n", "drivers/more.c": "int more = frob_start();\n"})
    with Repository(tree, "HEAD~1") as repository:
        assert [use.path for use in repository.uses(["frob_start"])["frob_start"]] == [
            path for path, _ in USES
        ]


def test_files_left_out_of_a_sparse_checkout_count(tree: Path) -> None:
    git(tree, "sparse-checkout", "set", "drivers/frob")
    assert not (tree / "include/frob.h").exists()
    assert places(tree) == USES


def test_links_in_the_work_tree_lead_nowhere(tree: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (tree / "drivers/frob").rename(outside)
    (outside / "core.c").write_text("frob_start outside\n")
    (tree / "drivers/frob").symlink_to(outside)
    assert places(tree) == USES
    with Repository(tree) as repository:
        assert "outside" not in repository.uses(["frob_start"])["frob_start"][0].text


def test_what_the_users_configuration_shows_does_not_matter(tree: Path) -> None:
    for name, value in (
        ("grep.column", "true"),
        ("grep.lineNumber", "false"),
        ("grep.fullName", "false"),
        ("grep.patternType", "perl"),
        ("color.grep", "always"),
        ("submodule.recurse", "true"),
    ):
        git(tree, "config", name, value)
    assert places(tree) == USES
    assert places(tree / "drivers") == USES


def test_names_are_sought_in_files_of_any_kind(tree: Path) -> None:
    with Repository(tree) as repository:
        names = ["frob_start", "quux", "frob", "frob_st", ""]
        assert repository.mentioned(names, "drivers/frob") == {"frob_start"}
        assert repository.mentioned(["frob_start"], "drivers/frob") == {"frob_start"}
        assert not repository.mentioned(["frob_start"], "Documentation")
        assert not repository.mentioned(["frob_start"], "../drivers")


def test_the_files_that_name_something_are_told_as_the_patches_leave_them(tree: Path) -> None:
    with Repository(tree) as repository:
        paths = PatchedTree(repository).naming("frob_start", "drivers/frob")
        assert paths
        added = {"drivers/frob/new.rst": b"frob_start", "drivers/frob/old.rst": b"frob_start_all"}
        patched = PatchedTree(repository, {**added, paths[0]: None})
        assert set(patched.naming("frob_start", "drivers/frob")) == {
            *paths[1:],
            "drivers/frob/new.rst",
        }
        assert not patched.naming("frob_start", "Documentation")


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("acme,gain:", True),
        ("'acme,gain'", True),
        ("the acme,gain.", True),
        ("acme,gain-db", False),
        ("x-acme,gain", False),
        ("acme,gains", False),
    ],
)
def test_a_part_of_a_name_is_not_the_name(text: str, *, there: bool) -> None:
    assert bool(names_in(text, ["acme,gain"])) is there
