"""Whole words in the sources of a commit, searched where that is cheapest.

To search a commit git unpacks all its files: over four seconds of CPU for a kernel. A work tree that
has it checked out is searched in a seventh of that. Of files that are not as the commit has them,
the commit's are searched; where there are many of those, or files are left out of a sparse checkout,
all of the commit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.context.git import ask, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SOURCES = ("*.[chSsly]", "*.lds", "*.rs", "*.inc")
_LINE = re.compile(rb"([^\0]*)\0(\d+)\0([^\n]*)\n")
_MANY = 500  # files; a work tree that differs in more is rather another commit's


class IncompleteError(Exception):
    """The repository lacks objects (a partial clone), so a search would miss places."""


@dataclass(frozen=True, slots=True)
class Use:
    """A line of the tree in which a word stands."""

    path: str
    line: int
    text: str


@dataclass
class Search:
    """Searches of one commit; ``work_tree`` is where git has checked out something, if anywhere."""

    git_dir: Path
    commit: str
    work_tree: Path | None

    def uses(self, words: Iterable[str], under: str = "") -> dict[str, tuple[Use, ...]]:
        """The lines with each word below the directory ``under``, in the order of their paths.

        Raises IncompleteError where objects are missing.
        """
        found: dict[str, list[Use]] = {word: [] for word in words}
        for use in sorted(self._lines(tuple(found), under), key=lambda use: (use.path, use.line)):
            for word in set(re.findall(r"\w+", use.text)) & found.keys():
                found[word].append(use)
        return {word: tuple(uses) for word, uses in found.items()}

    def _lines(self, words: tuple[str, ...], under: str) -> Iterator[Use]:
        within = f"{under}/" if under else ""
        sources = tuple(f":(top,glob){within}**/{name}" for name in _SOURCES)
        # to unpack a folder takes less than to compare a work tree with its commit
        changed = None if under else self._changed
        if changed is None:
            yield from self._grep(words, (self.commit,), sources)
            return
        yield from (use for use in self._grep(words, (), sources) if use.path not in changed)
        # "glob" and "literal" exclude each other: sources are picked by hand
        asked = tuple(f":(top,literal){path}" for path in sorted(changed))
        if asked:
            found = self._grep(words, (self.commit,), asked)
            yield from (use for use in found if _is_source(use.path))

    def _grep(
        self, words: tuple[str, ...], commit: tuple[str, ...], paths: tuple[str, ...]
    ) -> Iterator[Use]:
        """What git finds in the commit, or in the work tree if none is given."""
        done = run(
            self.git_dir, "grep", "--no-color", "--no-column", "--no-recurse-submodules",
            "-I", "-n", "-z", "-w", "-F", "--full-name",
            *(option for word in words for option in ("-e", word)), *commit, "--", *paths,
            work_tree=None if commit else self.work_tree,
        )  # fmt: skip
        if done.returncode > 1:
            raise IncompleteError("the tree's objects are not all there (a partial clone?)")
        for name, number, text in _LINE.findall(done.stdout):
            path = name.decode("utf-8", "replace").removeprefix(f"{self.commit}:")
            yield Use(path, int(number), text.decode("utf-8", "replace"))

    @cached_property
    def _changed(self) -> frozenset[str] | None:
        """What of the work tree is not as in the commit; ``None`` if it is of no use."""
        if self.work_tree is None:
            return None
        differing = run(
            self.git_dir, "diff-index", "--name-only", "-z", "--no-renames", "--ignore-submodules",
            self.commit, "--", work_tree=self.work_tree,
        )  # fmt: skip
        tags = run(self.git_dir, "ls-files", "-t", "-z", work_tree=self.work_tree)
        if differing.returncode or tags.returncode or b"\0S " in b"\0" + tags.stdout:
            return None
        paths = differing.stdout.decode("utf-8", "replace").split("\0")[:-1]
        return frozenset(paths) if len(paths) <= _MANY else None


def _is_source(path: str) -> bool:
    return path.endswith((".c", ".h", ".S", ".s", ".l", ".y", ".lds", ".rs", ".inc"))


def checked_out(root: Path, git_dir: Path) -> Path | None:
    """The work tree of the repository that ``root`` is in, or is the ``.git`` of, if it has one."""
    places = (root, git_dir.parent) if git_dir.name == ".git" else (root,)
    found = (ask(place, "rev-parse", "--show-toplevel") for place in places)
    return next((Path(place) for place in found if place), None)
