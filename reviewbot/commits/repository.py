"""What is asked of the repository that has the commits; its configuration runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.fetch.limits import shown
from reviewbot.git.place import around, head
from reviewbot.git.start import ask, run
from reviewbot.git.view import View

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

_ON = "ref: refs/heads/"


class Commits:
    """The repository a path is in. Use as a context manager; raises UsageError where there is none."""

    def __init__(self, path: Path) -> None:
        place = around(path)
        if place is None:
            raise UsageError(f"{shown(str(path.absolute()))} is in no git repository")
        self.place = place
        self._view = View(place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failed: object) -> None:
        self._view.close()

    def say(self, *arguments: str, **env: str) -> bytes:
        """What git answers; raises UsageError with the reason where it fails."""
        told = ask(self._view.git_dir, *arguments, env=env)
        if told.code:
            raise UsageError(f"git: {told.why}")
        return told.out

    def lines(self, *arguments: str) -> list[str]:
        """The same as lines."""
        return self.say(*arguments).decode("utf-8", "replace").split("\n")[:-1]

    def commit(self, name: str) -> str | None:
        """The full id of the commit of a name; ``None`` where there is no such."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return ask(self._view.git_dir, *asked).text or None

    def tip(self, branch: str) -> str | None:
        """The id of the commit of a branch; ``None`` where there is none of that very name."""
        asked = ("show-ref", "--verify", "--hash", f"refs/heads/{branch}")
        return ask(self._view.git_dir, *asked).text or None

    def parents(self, commit: str) -> list[str]:
        """The ids of the parents of a commit."""
        return self.lines("rev-list", "--no-walk", "--parents", commit)[0].split(" ")[1:]

    def fork(self, one: str, other: str) -> str | None:
        """Where two commits part; ``None`` where they have nothing in common."""
        told = ask(self._view.git_dir, "merge-base", one, other)
        return (told.text or "").partition("\n")[0] or None

    @property
    def branch(self) -> str:
        """The branch one is on; ``""`` where that is none."""
        said = head(self.place.git_dir)
        return said.removeprefix(_ON) if said.startswith(_ON) else ""

    def settings(self, branch: str) -> dict[str, str]:
        """What is set for a branch, by lower-case keys; what files it includes does not count."""
        file = self.place.common / "config"
        if not file.is_file():
            return {}
        asked = ("--no-includes", "--null", "--get-regexp", r"^branch\.")
        entries = run("config", f"--file={file}", *asked).out.decode("utf-8", "replace").split("\0")
        parts = (entry.partition("\n") for entry in entries)
        prefix = f"branch.{branch}."
        return {key[len(prefix) :]: value for key, _, value in parts if key.startswith(prefix)}
