"""The commits of a repository as git-log(1) lists them: subjects, paths, releases, patch-ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.bounds import is_inside
from reviewbot.git.start import ask, piped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_PATIENCE = 10.0  # seconds for the patch-ids of a range


class CommitLog:
    """The commits behind ``tip``, a full id; what took a walk is remembered: a list asks again."""

    def __init__(self, git_dir: Path, tip: str) -> None:
        self._git_dir = git_dir
        self._tip = tip
        self._listed: dict[tuple[str, ...], tuple[tuple[str, int, str], ...]] = {}
        self._titles: dict[tuple[str, int], tuple[str, ...]] = {}

    def commits(self, *options: str) -> Sequence[tuple[str, int, str]]:
        """Full id, time of committing (seconds since 1970) and subject of what git-log(1) lists."""
        if options not in self._listed:
            told = self._say("log", "--no-show-signature", "--format=%H %ct %s", *options) or ""
            rows = (line.split(" ", 2) for line in told.split("\n") if line)
            found = tuple((row[0], int(row[1]), row[2] if row[2:] else "") for row in rows)
            self._listed[options] = found
        return self._listed[options]

    def line_of(self, commit: str) -> tuple[str, int, str] | None:
        """What ``commits`` tells of one, by its full id; ``None`` where it is none."""
        return next(iter(self.commits("--max-count=1", commit, "--")), None)

    def release_with(self, oid: str) -> str:
        """The first tag ``v[0-9]*`` that holds a commit, no release candidate; ``""`` if none."""
        told = self._say("tag", "--contains", oid, "--sort=version:refname", "--list", "v[0-9]*")
        return next((tag for tag in (told or "").split("\n") if "-" not in tag), "")

    def titles(self, paths: Iterable[str], since: int) -> dict[str, tuple[str, ...]]:
        """The subjects of the commits that changed each path since a time, newest first.

        A directory is changed with what is in it.
        """
        wanted = sorted({path for path in paths if is_inside(path)})
        fresh = [path for path in wanted if (path, since) not in self._titles]
        if fresh:
            self._titles.update(self._titles_of(fresh, since))
        return {path: self._titles[path, since] for path in wanted}

    def _titles_of(
        self, paths: Sequence[str], since: int
    ) -> dict[tuple[str, int], tuple[str, ...]]:
        found: dict[str, list[str]] = {path: [] for path in paths}
        told = self._say(
            "log", "--no-merges", "--no-show-signature", "--no-renames", "--name-only", "-z",
            f"--since={since}", "--format=%x01%s", self._tip, "--",
            *(f":(literal){path}" for path in paths),
        )  # fmt: skip
        for row in (told or "").split("\1")[1:]:
            title, _, names = row.partition("\0")
            changed = {up for name in names.strip("\n").split("\0") for up in _and_above(name)}
            for path in found.keys() & changed:
                found[path].append(title)
        return {(path, since): tuple(titles) for path, titles in found.items()}

    def patch_ids(self, commits: Iterable[str], but: str, most: int) -> tuple[dict[str, str], bool]:
        """The commits behind some, by their git-patch-id(1), without those behind ``but``.

        No more than ``most`` are looked at, newest first; whether these are all. Full ids are given.
        """
        behind = ("--no-merges", f"--max-count={most}", *commits, f"^{but}", "--")
        asked = (
            "log", "--patch", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color",
            "--no-show-signature", "--no-notes", "--format=commit %H", *behind,
        )  # fmt: skip
        told = piped(self._git_dir, asked, ("patch-id", "--stable"), _PATIENCE)
        rows = (row.partition(" ") for row in (told or "").split("\n"))
        many = self._say("rev-list", "--count", *behind) or str(most)
        return {id_: commit for id_, _, commit in rows}, told is not None and int(many) < most

    def _say(self, *arguments: str) -> str | None:
        return ask(self._git_dir, *arguments).text


def _and_above(path: str) -> Iterator[str]:
    """A path and the directories it is in."""
    while path:
        yield path
        path = path.rpartition("/")[0]
