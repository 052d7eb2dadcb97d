"""Counting the conventions of a small tree, in the shape the program reads."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reviewbot.cli import main
from reviewbot.errors import SourceError
from reviewbot.knowledge.conventions import read
from reviewbot.learn import conventions
from trees import git, make

if TYPE_CHECKING:
    from pathlib import Path

GUARDED, TAKEN = "\tguard(mutex)(&a);\n", "\tmutex_lock(&a);\n"
FILES = {
    "Makefile": "VERSION = 6\nPATCHLEVEL = 1\nSUBLEVEL = 3\n",
    "MAINTAINERS": "FROB MEMORY\nF:\tmm/frob*\n\nTHE REST\nF:\t*\nF:\t*/\n",
    "drivers/frob/a.c": 20 * GUARDED,
    "drivers/frob/old/b.c": 21 * TAKEN,
    "drivers/frob/same/c.c": 12 * GUARDED + TAKEN,
    "drivers/few/d.c": 9 * TAKEN,
    "drivers/few/table.h": 10_000 * (30 * "x" + "\n") + 20 * GUARDED,
    "mm/frob.c": 10 * TAKEN,
    "mm/other.c": 10 * GUARDED,
    "tools/frob/e.c": 20 * GUARDED,
}


def learned(tree: Path, jobs: int = 1) -> str:
    """The text of the table of a tree."""
    return conventions(tree, lambda _: None, jobs)


def test_places_are_counted_by_directory_and_section(tmp_path: Path) -> None:
    table = read(learned(make(tmp_path, FILES)))
    assert table.directories == {
        "drivers/frob": "guard 32/54",
        "drivers/frob/old": "guard 0/21",
    }
    assert table.sections == {"FROB MEMORY": "guard 0/10"}
    assert table.origin.startswith("linux 6.1.3, Makefile of ")


def test_what_says_nothing_new_is_left_out(tmp_path: Path) -> None:
    same = FILES | {"drivers/frob/old/b.c": 19 * TAKEN}
    assert list(read(learned(make(tmp_path, same))).directories) == ["drivers/frob"]


def test_a_bare_repository_says_the_same(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", FILES)
    git(tmp_path, "clone", "--quiet", "--bare", str(tree), "bare.git")
    bare, full = read(learned(tmp_path / "bare.git")), read(learned(tree))
    assert (bare.directories, bare.sections) == (full.directories, full.sections)
    commit = git(tree, "rev-parse", "HEAD").strip()
    assert bare.origin == f"linux 6.1.3, commit {commit[:12]}: 6 files"


def test_twice_is_the_same_however_many_processes(tmp_path: Path) -> None:
    tree = make(tmp_path, FILES)
    assert learned(tree) == learned(tree, jobs=3)


@pytest.mark.slow
def test_neither_the_seed_nor_the_time_zone_matters(tmp_path: Path) -> None:
    tree = make(tmp_path / "tree", FILES)
    said = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        out = tmp_path / f"{seed}.toml"
        arguments = ["learn", str(tree), "--only", "conventions", "--conventions", str(out)]
        subprocess.run(
            [sys.executable, "-m", "reviewbot", *arguments],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "/usr/bin", "HOME": str(tmp_path)},
        )
        said.add(out.read_bytes())
    assert len(said) == 1


def test_a_title_nobody_expects_is_quoted(tmp_path: Path) -> None:
    files = FILES | {"MAINTAINERS": 'FROB "\\\x1b MEMORY\nF:\tmm/frob*\n'}
    assert read(learned(make(tmp_path, files))).sections == {'FROB "\\? MEMORY': "guard 0/10"}


def test_a_tree_without_sources_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no C source"):
        learned(tmp_path)


def test_both_tables_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = make(tmp_path / "tree", FILES)
    monkeypatch.chdir(tmp_path)
    assert main(["learn", str(tree), "-j", "1"]) == 0
    assert (tmp_path / "pairs.toml").read_text().startswith("# Which call undoes which")
    assert read((tmp_path / "conventions.toml").read_text()).directories
