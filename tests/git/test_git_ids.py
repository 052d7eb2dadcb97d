"""Which objects there are, told without git: what it has is never denied."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reviewbot.git.ids import Ids
from trees import git, make

if TYPE_CHECKING:
    from pathlib import Path

ABSENT = "5" * 40


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return make(tmp_path / "tree", {f"{n}.c": f"int a{n};\n" for n in range(40)})


def objects(tree: Path) -> list[str]:
    return git(tree, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()


def ids(tree: Path) -> Ids:
    return Ids(tree / ".git/objects", 20)


def test_loose_and_packed(tree: Path) -> None:
    known = ids(tree)
    for _ in range(2):
        every = objects(tree)
        assert all(known.may_have(id_[:digits]) for id_ in every for digits in (4, 7, 12, 40))
        assert not known.may_have(ABSENT)
        wrong = [id_[:11] + "0123456789abcdef"[int(id_[11], 16) - 1] for id_ in every]
        assert not any(map(known.may_have, wrong))
        git(tree, "repack", "-adq")


def test_what_comes_later(tree: Path) -> None:
    known = ids(tree)
    for folder in (tree / ".git/objects").iterdir():
        os.utime(folder, (1, 1))  # long ago
    (tree / "late.c").write_text("int late;\n")
    id_ = git(tree, "hash-object", "late.c").strip()
    assert not known.may_have(id_)
    git(tree, "hash-object", "-w", "late.c")
    assert known.may_have(id_)


def test_what_is_shared(tree: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--shared", str(tree), "other")
    assert all(map(ids(tmp_path / "other").may_have, objects(tree)))
    assert not ids(tmp_path / "other").may_have(ABSENT)
    named = tmp_path / "other/.git/objects/info/alternates"
    named.write_text(f'"{named.read_text().strip()}"\n')  # as git reads it, too
    assert all(map(ids(tmp_path / "other").may_have, objects(tmp_path / "other")))


@pytest.mark.parametrize("version", ["1", "2"])
def test_long_ids_and_an_old_index(tmp_path: Path, version: str) -> None:
    width, kind = (32, "sha256") if version == "2" else (20, "sha1")
    tree = make(tmp_path / "t", {"a.c": "int a;\n"}, f"--object-format={kind}")
    git(tree, "-c", f"pack.indexVersion={version}", "repack", "-adq")
    known = Ids(tree / ".git/objects", width)
    assert all(map(known.may_have, objects(tree)))
    assert known.may_have("5" * 2 * width) == (version == "1")  # of an old one it cannot be told


def test_what_is_damaged_cannot_be_told(tree: Path) -> None:
    git(tree, "repack", "-adq")
    (index,) = (tree / ".git/objects/pack").glob("*.idx")
    index.chmod(0o644)
    index.write_bytes(b"")
    assert ids(tree).may_have(ABSENT)
