"""How git is started: nothing a repository's configuration names is run, nothing is fetched."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def ask(where: Path, *arguments: str) -> str | None:
    """One question to git about the directory ``where``, whoever owns it."""
    try:
        done = subprocess.run(  # noqa: S603  the arguments are ours
            ["git", "-C", str(where), *arguments],  # noqa: S607  the user's own git
            capture_output=True,
            env=environment(),
            check=False,
        )
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}") from error
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def run(
    git_dir: Path, *arguments: str, work_tree: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """One command of git's, from the top of ``work_tree`` if it is about that."""
    return subprocess.run(  # noqa: S603  the arguments are ours
        command(git_dir, *(() if work_tree is None else (f"--work-tree={work_tree}",)), *arguments),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=work_tree,
        env=environment(),
        check=False,
    )


def command(git_dir: Path, *arguments: str) -> list[str]:
    """Git without what a repository's configuration could make it run."""
    quiet = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
    return ["git", *quiet, f"--git-dir={git_dir}", "--no-replace-objects", *arguments]


def environment() -> dict[str, str]:
    """No lock is taken, nothing is fetched, no other repository is meant."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
    }
    none = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    return {**kept, **none, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
