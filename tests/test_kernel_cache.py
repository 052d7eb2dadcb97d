"""The kernel's repository is made once, and never seen half made."""

from __future__ import annotations

import os
import tarfile
from typing import TYPE_CHECKING

from kernel import made_once
from trees import git

if TYPE_CHECKING:
    from pathlib import Path


def tarball(where: Path, files: dict[str, str]) -> Path:
    """One directory with these files, as Debian packs a source."""
    for name, content in files.items():
        path = where / "linux-source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    with tarfile.open(where / "linux.tar.xz", "w:xz") as archive:
        archive.add(where / "linux-source", "linux-source")
    return where / "linux.tar.xz"


def test_the_sources_are_its_one_commit(tmp_path: Path) -> None:
    source = tarball(tmp_path, {"kernel/frob.c": "int frob;\n", "empty.h": "", "README": "no\n"})
    where = made_once(source, tmp_path / "cache")
    assert git(where, "ls-tree", "-r", "--name-only", "HEAD").split() == [
        "empty.h",
        "kernel/frob.c",
    ]
    assert git(where, "show", "HEAD:kernel/frob.c") == "int frob;\n"
    assert git(where, "log", "--format=%s").split("\n")[0] == "Linux 6.12"


def test_it_is_made_once(tmp_path: Path) -> None:
    source = tarball(tmp_path, {"frob.c": "int frob;\n"})
    where = made_once(source, tmp_path / "cache")
    git(where, "tag", "still-there")
    assert made_once(source, tmp_path / "cache") == where
    assert git(where, "tag").split() == ["still-there"]


def test_another_tarball_is_another_repository(tmp_path: Path) -> None:
    source = tarball(tmp_path, {"frob.c": "int frob;\n"})
    where = made_once(source, tmp_path / "cache")
    os.utime(source, (1, 1))
    assert made_once(source, tmp_path / "cache") != where


def test_one_that_was_broken_off_is_made_anew(tmp_path: Path) -> None:
    source = tarball(tmp_path, {"frob.c": "int frob;\n"})
    where = made_once(source, tmp_path / "cache")
    where.rename(where.with_suffix(".unfinished"))
    git(where.with_suffix(".unfinished"), "update-ref", "-d", "refs/heads/main")
    assert made_once(source, tmp_path / "cache") == where
    assert git(where, "ls-tree", "--name-only", "HEAD").split() == ["frob.c"]
