"""Small git repositories for tests, and the mails of commits made in them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reviewbot.model.series import Series


def git(where: Path, *arguments: str, stdin: bytes = b"") -> str:
    """Run git as somebody, at a fixed time."""
    identity = {
        "GIT_AUTHOR_NAME": "A. Author",
        "GIT_AUTHOR_EMAIL": "author@example.org",
        "GIT_COMMITTER_NAME": "A. Author",
        "GIT_COMMITTER_EMAIL": "author@example.org",
        "GIT_AUTHOR_DATE": "2026-01-05T10:00:00Z",
        "GIT_COMMITTER_DATE": "2026-01-05T10:00:00Z",
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=where,
        env={**os.environ, **identity},
        input=stdin,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8", "replace")


def make(where: Path, files: Mapping[str, bytes | str], *options: str) -> Path:
    """A repository at ``where`` with one commit of these files."""
    where.mkdir(parents=True, exist_ok=True)
    git(where, "init", "--quiet", *options)
    commit(where, files)
    return where


def commit(where: Path, files: Mapping[str, bytes | str | None], title: str = "Change it") -> None:
    """One more commit; ``None`` removes a file."""
    for name, content in files.items():
        path = where / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    git(where, "add", "--all", "--force", ".")
    git(where, "commit", "--quiet", "--message", f"{title}\n\nSay why.")


def posted(where: Path, since: str) -> Series:
    """The commits since a revision as the series git-format-patch(1) makes of them."""
    names = git(where, "format-patch", "--thread", "--output-directory", "out", since).split()
    raws = [(where / name).read_bytes().partition(b"\n")[2] for name in names]
    (series,) = read_thread(raws).series
    return series
