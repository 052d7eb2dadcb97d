"""Debian's kernel source as a git repository, made once on a machine and kept for later runs.

It is in ``$XDG_CACHE_HOME/reviewbot-tests``, by default below ``~/.cache``, under a name that says
what it is made of; it may be deleted at any time.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from support import absent

if TYPE_CHECKING:
    from collections.abc import Iterator

TARBALL = Path("/usr/src/linux-source-6.12.tar.xz")
SUFFIXES = (".c", ".h", ".S", ".rs")
# Read when this module is: each test has a home of its own.
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reviewbot-tests"

_HEAD = b"""\
commit refs/heads/main
committer A. Author <author@example.org> 1767607200 +0000
data 10
Linux 6.12
"""


def kernel_tree() -> Path:
    """A bare repository with the C, assembly and Rust sources of Linux 6.12 as its one commit.

    A process that finds another one at making it waits.
    """
    if not TARBALL.exists():
        absent(f"{TARBALL} is not there (Debian package linux-source-6.12)")
    return made_once(TARBALL, CACHE)


def made_once(tarball: Path, cache: Path) -> Path:
    """The repository of a tarball in the cache, where it is made if it is missing."""
    stat = tarball.stat()
    where = cache / f"{tarball.name}-{stat.st_size}-{stat.st_mtime_ns}{''.join(SUFFIXES)}.git"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{where.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not where.exists():
            unfinished = where.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            _make(tarball, unfinished)
            unfinished.rename(where)
    return where


def _make(tarball: Path, where: Path) -> None:
    """Hand the sources to git as one stream: nothing is unpacked to the disk."""
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", str(where)], check=True
    )
    importing = ["git", "-C", str(where), "-c", "pack.compression=1", "fast-import", "--quiet"]
    with subprocess.Popen(importing, stdin=subprocess.PIPE) as git:
        assert git.stdin
        git.stdin.write(_HEAD)
        for name, content in _sources(tarball):
            git.stdin.write(b"M 100644 inline %s\ndata %d\n" % (name.encode(), len(content)))
            git.stdin.write(content + b"\n")
    assert git.returncode == 0


def _sources(tarball: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of each source file, without the tarball's one directory."""
    with tarfile.open(tarball, "r|*") as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(SUFFIXES):
                file = archive.extractfile(member)
                assert file
                yield member.name.partition("/")[2], file.read()
