"""The sources of a tree to learn from: a directory of files, or a repository without a work tree."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.errors import SourceError
from reviewbot.frozen import frozen
from reviewbot.git import objects
from reviewbot.git.place import at
from reviewbot.git.start import ask
from reviewbot.git.view import View
from reviewbot.knowledge.layout import is_devicetree, is_kernel_program
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAX_FILE = 4 << 20  # bytes; generated tables are larger, code is not
_VERSION = regex(r"^(VERSION|PATCHLEVEL|SUBLEVEL)\s*=\s*(\d+)", re.MULTILINE)
_UNQUOTED = regex(r'[\\"\x00-\x1f\x7f]')
_REGULAR = ("100644", "100755")


@frozen
class Source:
    """A file: its path in the tree, its size, and the id of its blob where it is one of git's."""

    path: str
    size: int
    blob: str = ""


@frozen
class Sources:
    """The C files and headers, and those of devicetrees, of a tree at ``root``, in order; with ``commit``, those of git's."""

    root: Path
    files: tuple[Source, ...]
    commit: str = ""

    def read(self, files: Iterable[Source]) -> Iterator[tuple[str, bytes]]:
        """The paths of some of them with their contents; nothing for what cannot be read."""
        if not self.commit:
            yield from ((each.path, Path(self.root, each.path).read_bytes()) for each in files)
            return
        files = tuple(files)
        contents = objects.read(self.root, [each.blob for each in files])
        for each, (_, content) in zip(files, contents, strict=True):
            if content is not None:
                yield each.path, content

    def text(self, name: str) -> str:
        """Another file at the top of the tree; empty where there is none."""
        if self.commit:
            return ask(self.root, "cat-file", "blob", f"{self.commit}:{name}").text or ""
        path = Path(self.root, name)
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


@contextmanager
def opened(tree: Path) -> Iterator[Sources]:
    """The sources at a path; raises SourceError where there is no C source."""
    place = at(tree)
    if place is None or place.work_tree is not None:
        yield _some(Sources(tree, tuple(_in_folder(tree))), tree)
        return
    with View(place) as view:
        commit = ask(view.git_dir, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").text or ""
        files = tuple(_in_commit(view.git_dir, commit)) if commit else ()
        yield _some(Sources(view.git_dir, files, commit), tree)


def named(sources: Sources, tree: Path) -> str:
    """The kernel's version, and the commit or the date of its top Makefile; else the tree's name.

    In what can stand between quotes in TOML.
    """
    numbers = dict(_VERSION.findall(sources.text("Makefile")))
    version = ".".join(
        numbers[key] for key in ("VERSION", "PATCHLEVEL", "SUBLEVEL") if key in numbers
    )
    makefile = tree / "Makefile"
    if sources.commit:
        when = f"commit {sources.commit[:12]}"
    elif makefile.is_file():
        when = f"Makefile of {datetime.fromtimestamp(makefile.stat().st_mtime, UTC).date()}"
    else:
        when = _UNQUOTED.sub("", tree.resolve().name)
    return f"linux {version}, {when}" if version else when


def _some(sources: Sources, tree: Path) -> Sources:
    if not any(each.path.endswith(".c") for each in sources.files):
        raise SourceError(f"{tree} has no C source")
    return sources


def _in_folder(tree: Path) -> Iterator[Source]:
    for folder, inner, names in os.walk(tree):
        inner[:] = sorted(
            name
            for name in inner
            if Path(folder) != tree or (name != ".git" and is_kernel_program(f"{name}/"))
        )
        for name in sorted(names):
            path = Path(folder, name)
            if _is_source(name) and not path.is_symlink():
                size = path.stat().st_size
                if size < _MAX_FILE:
                    yield Source(path.relative_to(tree).as_posix(), size)


def _in_commit(git_dir: Path, commit: str) -> Iterator[Source]:
    listed = ask(git_dir, "ls-tree", "-r", "-l", "-z", "--full-tree", commit).out
    for line in listed.decode("utf-8", "replace").split("\0"):
        facts, _, path = line.partition("\t")
        if _is_source(path) and is_kernel_program(path):
            mode, _, blob, size = facts.split()
            if mode in _REGULAR and int(size) < _MAX_FILE:
                yield Source(path, int(size), blob)


def _is_source(name: str) -> bool:
    return name.endswith((".c", ".h")) or is_devicetree(name)
