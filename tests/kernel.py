"""Debian's kernel source as a git repository, made once a test run."""

from __future__ import annotations

import subprocess
from pathlib import Path

from support import absent
from trees import git

TARBALL = Path("/usr/src/linux-source-6.12.tar.xz")
SOURCES = ("*.[chS]", "*.rs")


def kernel_tree(where: Path) -> Path:
    """A bare repository with the C, assembly and Rust sources of Linux 6.12 as its one commit."""
    if not TARBALL.exists():
        absent(f"{TARBALL} is not there (Debian package linux-source-6.12)")
    sources = where / "linux"
    sources.mkdir(parents=True)
    subprocess.run(
        ["tar", "--extract", "--xz", f"--file={TARBALL}", f"--directory={sources}",
         "--strip-components=1", "--wildcards", *SOURCES],
        check=True,
    )  # fmt: skip
    git(sources, "init", "--quiet")
    git(sources, "add", "--all", "--force", ".")
    git(sources, "commit", "--quiet", "--message", "Linux 6.12")
    return sources
