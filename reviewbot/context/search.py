"""Whole words in the sources of a commit, searched by git where that is cheapest.

It is for what no index (``index``) knows.

To search a commit git unpacks all its files: over four seconds of CPU for a kernel. A work tree that
has it checked out is searched in a seventh of that. Of files that are not as the commit has them,
the commit's are searched; where there are many of those, or git does not look at each (of a sparse
checkout, say), all of the commit. To compare, git would run the filters that are configured: there
are none in a view (``reviewbot.git.view``), so a file that a filter made counts as changed.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import changing, frozen
from reviewbot.git.start import ask, ask_about
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reviewbot.git.start import Answer

_SOURCES = ("*.[chSsly]", "*.lds", "*.rs", "*.inc")
_LINE = regex(rb"([^\0]*)\0(\d+)\0([^\n]*)\n")
_ANSWERED = (0, 1)  # how git-grep(1) ends: found, none found
_UNLOOKED = regex(rb"\0[^H] ")  # git-ls-files(1) -v: skipped, or assumed to be unchanged
_NOT_ALL = "the tree's objects are not all there (a partial clone?)"
_MANY = 500  # files; a work tree that differs in more is rather another commit's


class IncompleteError(Exception):
    """The repository lacks objects (a partial clone), so a search would miss places."""


@frozen
class Use:
    """A line of the tree in which a word stands."""

    path: str
    line: int
    text: str


def lines_with(word: str, path: str, content: bytes) -> Iterator[Use]:
    """The lines of a file with a word, as a search of it finds them."""
    sought, at, counted, number = word.encode(), 0, 0, 1
    while (at := content.find(sought, at)) >= 0:
        start = content.rfind(b"\n", 0, at) + 1
        end = content.find(b"\n", at)
        end = len(content) if end < 0 else end
        number += content.count(b"\n", counted, start)
        text = content[start:end].decode("utf-8", "replace")
        if word in re.findall(r"\w+", text):
            yield Use(path, number, text)
        at = counted = end


@changing
class Search:
    """Searches of one commit.

    ``work_tree`` is where git has checked out something, if anywhere, and ``index`` what it knows
    of that.
    """

    git_dir: Path
    commit: str
    work_tree: Path | None
    index: Path

    def uses(self, words: Iterable[str], under: str = "") -> dict[str, tuple[Use, ...]]:
        """The lines with each word below the directory ``under``, in the order of their paths.

        Raises IncompleteError where objects are missing.
        """
        found: dict[str, list[Use]] = {word: [] for word in words}
        for use in sorted(self._lines(tuple(found), under), key=lambda use: (use.path, use.line)):
            for word in set(re.findall(r"\w+", use.text)) & found.keys():
                found[word].append(use)
        return {word: tuple(uses) for word, uses in found.items()}

    def mentioned(self, texts: Iterable[str], under: str) -> frozenset[str]:
        """The texts that a file below the directory has, whatever kind of file it is.

        A text is there where no more of a name is around it. Raises IncompleteError where objects
        are missing.
        """
        wanted = tuple(texts)
        return names_in(self._lines_with(wanted, under), wanted)

    def all_lines(self, under: str) -> str:
        """All lines of the files below a directory; raises IncompleteError."""
        return self._lines_with(("",), under)

    def lines_of_files(self, under: str, text: str) -> Iterator[tuple[str, str]]:
        """The lines with a text of the files below a directory, each with the path of its file; as above."""
        for row in self._lines_with((text,), under, "-H", "-z").split("\n"):
            path, _, line = row.partition("\0")
            yield path.removeprefix(f"{self.commit}:"), line

    def _lines_with(self, texts: tuple[str, ...], under: str, *how: str) -> str:
        """The lines below a directory with any of the texts."""
        options = tuple(option for text in texts for option in ("-e", text))
        asked = (
            "grep", "--no-color", "--no-recurse-submodules", "--no-textconv", "-I", "-F",
            *(how or ("-h",)), *options, self.commit, "--", f":(top,literal){under}",
        )  # fmt: skip
        done = ask(self.git_dir, *asked)
        if done.code not in _ANSWERED or done.said:
            raise IncompleteError(_NOT_ALL)
        return done.out.decode("utf-8", "replace")

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
        words = tuple(option for word in words for option in ("-e", word))
        # -a: what counts as text is not for a .gitattributes to say
        asked = (
            "grep", "--no-color", "--no-column", "--no-recurse-submodules", "--no-textconv",
            "-a", "-n", "-z", "-w", "-F", "--full-name", *words, *commit, "--", *paths,
        )  # fmt: skip
        done = ask(self.git_dir, *asked) if commit else self._about(*asked)
        # what cannot be read is passed over, and said
        if done.code not in _ANSWERED or done.said:
            raise IncompleteError(_NOT_ALL)
        for name, number, text in _LINE.findall(done.out):
            path = name.decode("utf-8", "replace").removeprefix(f"{self.commit}:")
            yield Use(path, int(number), text.decode("utf-8", "replace"))

    @cached_property
    def _changed(self) -> frozenset[str] | None:
        """What of the work tree is not as in the commit; ``None`` if it is of no use."""
        if self.work_tree is None:
            return None
        differing = self._about(
            "diff-index", "--name-only", "-z", "--no-renames", "--ignore-submodules", "--no-ext-diff",
            self.commit, "--",
        )  # fmt: skip
        tags = self._about("ls-files", "-v", "-z")
        if differing.why or tags.why or _UNLOOKED.search(b"\0" + tags.out):
            return None
        paths = differing.out.decode("utf-8", "replace").split("\0")[:-1]
        return frozenset(paths) if len(paths) <= _MANY else None

    def _about(self, *arguments: str) -> Answer:
        if self.work_tree is None:
            raise ValueError("there is no work tree")
        return ask_about(self.git_dir, self.work_tree, self.index, *arguments)


def names_in(text: str, names: Iterable[str]) -> frozenset[str]:
    """The names that a text has, and not only as a part of longer ones."""
    return frozenset(
        name
        for name in names
        if name in text and re.search(rf"(?<![\w,-]){re.escape(name)}(?![\w-])", text)
    )


def _is_source(path: str) -> bool:
    return path.endswith((".c", ".h", ".S", ".s", ".l", ".y", ".lds", ".rs", ".inc"))
