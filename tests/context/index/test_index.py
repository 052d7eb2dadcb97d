"""An index says of a tree what a search of it does, and where it cannot, git is asked."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main
from reviewbot.context.index import lookup, store
from reviewbot.context.index.store import opened, place_of
from reviewbot.context.repository import Repository
from reviewbot.context.tree import PatchedTree
from trees import commit, git, make

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewbot.context.search import Use

FILES: dict[str, bytes | str] = {
    "drivers/frob/core.c": "int frob_start(void)\n{\n\treturn frob_go(FROB_ID);\n}\n",
    "drivers/frob/other.c": "/* frob_start() */ int x = frob_start() + frob_start();\n\nfrob_start\r\n",
    "drivers/none.c": "int frob_started, a_frob_start;\n",
    "drivers/odd.c": b"\xfffrob_start\xff\nnul \0 frob_start\n",
    "include/frob.h": "#define FROB_ID 0x10\nint frob_start(void);",
    "lib/entry.S": "call frob_start\n",
    "doc/frob.rst": "frob_start\n",
}
WORDS = ("frob_start", "FROB_ID", "frob_go", "absent_name", "x", "0x10", "nul")
NAMES = ("frob_start", "frob_go", "frob_start-up", "frob,absent_name", "x", "int x", "nul")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", FILES)


@pytest.fixture
def file(tree: Path) -> Path:
    """The index of the tree, made."""
    assert main(["index", str(tree)]) == 0
    return place_of(tree / ".git/objects")


def answers(tree: Path) -> Iterator[object]:
    """All that is asked of a tree."""
    for under in ("", "drivers/frob", "drivers", "include", "none"):
        with Repository(tree) as repository:
            yield repository.uses(WORDS, under)
        with Repository(tree) as repository:
            yield repository.files_with(WORDS, under)
    for under in ("drivers/frob", "drivers", "doc", "none"):
        with Repository(tree) as repository:
            yield repository.mentioned(NAMES, under)
    with Repository(tree) as repository:
        yield [repository.file(name) for name in (*FILES, "drivers", "none", "link")]
        yield [repository.leads_to(name) for name in ("README", "none", "link")]


def searches(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The words git is asked to search from now on."""
    asked: list[tuple[str, ...]] = []

    def search(_self: object, words: tuple[str, ...], _under: str) -> Iterator[Use]:
        asked.append(words)
        return iter(())

    monkeypatch.setattr("reviewbot.context.search.Search._lines", search)
    return asked


def test_an_index_answers_as_git_does(tree: Path) -> None:
    (tree / "link").symlink_to("drivers/frob/core.c")
    commit(tree, {})
    without = list(answers(tree))
    assert main(["index", str(tree)]) == 0
    assert list(answers(tree)) == without


def test_a_word_that_goes_on_beyond_ascii_is_another(tree: Path) -> None:
    commit(
        tree, {"drivers/none.c": "/* \xe4frob_start \u201cfrob_start\u201d */\n/* \xe4frob_go */\n"}
    )
    assert main(["index", str(tree)]) == 0
    with Repository(tree) as repository:
        found = repository.uses(["frob_start", "frob_go"], "drivers")
    assert [use.path for use in found["frob_go"]] == ["drivers/frob/core.c"]
    assert "drivers/none.c" in [use.path for use in found["frob_start"]]


def test_git_is_not_asked_for_what_is_indexed(
    tree: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = searches(monkeypatch)
    with Repository(tree) as repository:
        assert len(repository.uses(["frob_start", "x"])["frob_start"]) == 7
        assert asked == [("x",)]  # too short to be kept
    assert file.is_file()


def test_what_is_new_in_a_tree_is_learnt_when_it_is_asked_for(
    tree: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(tree, {"drivers/new.c": "frob_start fresh_name\n", "lib/entry.S": None})
    with opened(file) as known:
        blobs = known.blobs()
    asked = searches(monkeypatch)
    with Repository(tree) as repository:
        paths = repository.files_with(["frob_start", "fresh_name"])
    assert paths["fresh_name"] == ("drivers/new.c",)
    assert "lib/entry.S" not in paths["frob_start"]
    assert asked == []
    with opened(file) as known:
        assert (known.blobs(), known.segments()) == (blobs + 1, 2)


def test_another_commit_is_answered_for_by_itself(
    tree: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = git(tree, "rev-parse", "HEAD").strip()
    commit(tree, {"drivers/new.c": "frob_start fresh_name\n", "lib/entry.S": None})
    with opened(file) as known:
        blobs = known.blobs()
    searched = searches(monkeypatch)
    with Repository(tree) as repository:
        with repository.at(first) as older:
            assert older.file("lib/entry.S") == FILES["lib/entry.S"].encode()  # type: ignore[union-attr]
            paths = older.files_with(["frob_start", "fresh_name"])
            assert (paths["fresh_name"], len(paths["frob_start"])) == ((), 5)
            assert older.describe != repository.describe
        assert repository.file("lib/entry.S") is None
        with opened(file) as known:
            assert known.blobs() == blobs, "to read a file teaches it nothing"
        paths = repository.files_with(["frob_start", "fresh_name"])
        assert paths["fresh_name"] == ("drivers/new.c",)
        with repository.at(first) as older:
            assert older.files_with(["fresh_name"]) == {"fresh_name": ()}
    assert searched == []


def test_a_tree_with_much_that_is_new_is_left_to_git(
    tree: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "_FEW", 1)
    commit(tree, {"a.c": "one_name\n", "b.c": "two_names\n"})
    with Repository(tree) as repository:
        assert [use.path for use in repository.uses(["one_name"])["one_name"]] == ["a.c"]
        assert repository.was_searched
    assert main(["index", str(tree)]) == 0
    with Repository(tree) as repository:
        assert [use.path for use in repository.uses(["one_name"])["one_name"]] == ["a.c"]
        assert not repository.was_searched
    assert file.is_file()


def test_many_pieces_are_made_one_again(
    tree: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewbot.context.index.build.SEGMENTS", 2)
    for number in range(3):
        commit(tree, {"drivers/new.c": f"name_{number}\n"})
        assert main(["index", str(tree)]) == 0
    with opened(file) as known:
        assert known.segments() <= 2
    with Repository(tree) as repository:
        found = repository.files_with(["name_0", "name_2", "frob_go"])
    assert found == {
        "name_0": (),
        "name_2": ("drivers/new.c",),
        "frob_go": ("drivers/frob/core.c",),
    }


def test_old_trees_are_forgotten_but_the_one_below(
    tree: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "TREES", 2)
    for number in range(3):
        commit(tree, {"drivers/new.c": f"name_{number}\n"})
        assert main(["index", str(tree)]) == 0
    with opened(file) as known:
        assert known.base.execute("SELECT count(*) FROM tree").fetchone() == (2 + 1,)
        assert known.base.execute("SELECT count(DISTINCT tree) FROM file").fetchone() == (2 + 1,)


def test_a_tree_over_another_has_what_both_have(tree: Path, file: Path) -> None:
    moved = {"drivers/frob/core.c": None, "drivers/frob/moved.c": FILES["drivers/frob/core.c"]}
    commit(tree, {**moved, "include/frob.h": "int other_name;\n"})
    with_index = list(answers(tree))
    with Repository(tree) as repository:
        assert repository.file("drivers/frob/core.c") is None
        assert repository.file("drivers/frob/moved.c")
        assert not repository.was_searched
    file.unlink()
    assert list(answers(tree)) == with_index


def test_a_tree_that_differs_in_much_is_kept_whole(
    tree: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewbot.context.index.build._MANY", 1)
    commit(tree, {"a.c": "one_name\n", "b.c": "two_names\n"})
    assert main(["index", str(tree)]) == 0
    with opened(file) as known:
        assert known.base.execute("SELECT count(*) FROM tree WHERE over IS NULL").fetchone() == (2,)
    with Repository(tree) as repository:
        assert repository.files_with(["two_names"])["two_names"] == ("b.c",)


@pytest.mark.parametrize("damage", [b"", b"not a database, but long enough" * 99, None])
def test_a_damaged_index_is_none_and_is_made_anew(
    tree: Path, file: Path, damage: bytes | None
) -> None:
    without = list(answers(tree))
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2] if damage is None else damage)
    assert list(answers(tree)) == without
    assert main(["index", str(tree)]) == 0
    assert list(answers(tree)) == without
    with Repository(tree) as repository:
        assert repository.files_with(["frob_go"])["frob_go"] == ("drivers/frob/core.c",)
        assert not repository.was_searched


def test_another_layout_is_made_anew(tree: Path, file: Path) -> None:
    with opened(file) as known:
        known.base.execute("PRAGMA user_version = 99")
        known.base.commit()
    with Repository(tree) as repository:
        assert repository.files_with(["frob_go"])["frob_go"] == ("drivers/frob/core.c",)
        assert repository.was_searched
    assert main(["index", str(tree)]) == 0
    with Repository(tree) as repository:
        assert repository.files_with(["frob_go"])["frob_go"] == ("drivers/frob/core.c",)
        assert not repository.was_searched


def test_a_process_that_is_killed_leaves_what_was_there(tree: Path, file: Path) -> None:
    commit(tree, {f"drivers/new{number}.c": f"name_{number}\n" for number in range(50)})
    dying = (
        "import os, signal\n"
        "from reviewbot.context.index.store import Store\n"
        "Store.add_tree = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from reviewbot.cli import main\n"
        f"main(['index', {str(tree)!r}])\n"
    )
    killed = subprocess.run([sys.executable, "-c", dying], check=False, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL
    with opened(file) as known:
        assert known.segments() == 1
    with Repository(tree) as repository:
        assert repository.files_with(["name_7"])["name_7"] == ("drivers/new7.c",)


def test_one_process_at_a_time_makes_it(
    tree: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(tree, {"drivers/new.c": "fresh_name\n"})
    with file.with_suffix(".lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert main(["index", str(tree)]) == 0
    assert "another process makes the index" in capsys.readouterr().err


def test_objects_that_are_lost_are_named(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lost = git(tree, "rev-parse", "HEAD:include/frob.h").strip()
    path = tree / ".git/objects" / lost[:2] / lost[2:]
    path.chmod(0o600)
    path.unlink()
    assert main(["index", str(tree)]) == 3
    assert "objects of it are not here" in capsys.readouterr().err


def test_no_tree_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_patches_on_top_count(tree: Path, file: Path) -> None:
    overlay = {"drivers/frob/core.c": None, "lib/more.c": b"frob_go();\n", "include/frob.h": b"\n"}
    assert file.is_file()
    with Repository(tree) as repository:
        patched = PatchedTree(repository, overlay)
        assert patched.files_with(["frob_go", "FROB_ID"]) == {
            "frob_go": ("lib/more.c",),
            "FROB_ID": (),
        }
        assert patched.files_with(["frob_go"], "drivers") == {"frob_go": ()}


def test_what_another_version_kept_is_removed(tree: Path, file: Path) -> None:
    name, _, version = file.name.rpartition("-")
    older, other = file.with_name(f"{name}-0{version}"), file.with_name(f"frob-{version}")
    for each in (older, other):
        each.write_bytes(b"")
    assert main(["index", str(tree)]) == 0
    assert [each.exists() for each in (older, file, other)] == [False, True, True]
