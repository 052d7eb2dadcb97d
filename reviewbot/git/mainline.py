"""A branch as it was at a time: its commits by first parents, read as far back as is asked for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reviewbot.git.start import talk

if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.git.start import Conversation

_MOST = 50_000  # commits: ten years of Linux


class Mainline:
    """The commits from ``tip`` back, newest first. One process of git's tells them, until ``close``."""

    def __init__(self, git_dir: Path, tip: str) -> None:
        self._asked = (
            git_dir, "log", "--first-parent", "--no-show-signature", "--format=%H %ct",
            f"--max-count={_MOST}", tip, "--",
        )  # fmt: skip
        self._open: Conversation | None = None
        self._is_read = False
        self._commits: list[tuple[str, int]] = []

    def at(self, when: float) -> str:
        """The newest commit that is no newer than a time (seconds since 1970); ``""`` if none is."""
        found = next((commit for commit, date in self._commits if date <= when), "")
        while not found and not self._is_read:
            commit, date = self._next()
            if commit and date <= when:
                found = commit
        return found

    def _next(self) -> tuple[str, int]:
        if self._open is None:
            self._open = talk(*self._asked)
        out = self._open.stdout
        commit, _, date = (out.readline() if out else b"").decode("ascii", "replace").partition(" ")
        if not commit:
            self._is_read = True
            self.close()
            return "", 0
        self._commits.append((commit, int(date)))
        return self._commits[-1]

    def close(self) -> None:
        """End the process; what it told stays."""
        if self._open:
            process, self._open = self._open, None
            self._is_read = True
            with suppress(BrokenPipeError), process:
                process.kill()
