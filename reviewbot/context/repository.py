"""The user's git repository, read and never written; the only talker to git about trees.

Objects are asked for by id or as ``COMMIT:PATH``, through one ``git cat-file --batch-command``:
no file of the work tree is ever opened, so no path of a mail can lead outside. Nothing is fetched
either: a partial clone answers "missing" instead of going to its remote.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

MAX_BLOB = 8 * 1024 * 1024  # bytes; the largest C file of the kernel is under 4 MiB
_SOURCES = ("*.[chSsly]", "*.lds", "*.rs", "*.inc")
_OID = re.compile(r"[0-9a-f]{4,64}")
_GREP_LINE = re.compile(rb"([^\0]*)\0(\d+)\0([^\n]*)\n")


class IncompleteError(Exception):
    """The repository lacks objects (a partial clone), so a search would miss places."""


@dataclass(frozen=True, slots=True)
class Use:
    """A line of the tree in which a word stands."""

    path: str
    line: int
    text: str


class Repository:
    """A repository at one commit. Use as a context manager: it holds a process of git's.

    ``root`` is what was asked for, ``commit`` the full id of ``revision``, ``describe`` a short
    name of it for people. Raises UsageError where ``root`` is no repository git can read.
    """

    def __init__(self, root: Path, revision: str = "HEAD") -> None:
        self.root = root
        directory = _ask(root, "rev-parse", "--absolute-git-dir")
        if directory is None:
            raise UsageError(f"{root} is no git repository")
        self._git_dir = Path(directory)
        commit = self._say(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if commit is None:
            raise UsageError(f"{root} has no commit {revision}")
        self.commit = commit
        self.algorithm = "sha256" if len(commit) == hashlib.sha256().digest_size * 2 else "sha1"
        self._batch: subprocess.Popen[bytes] | None = None
        self._blobs: dict[str, bytes | None] = {}
        self._uses: dict[tuple[str, str], tuple[Use, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process of git's; a later read starts another."""
        if self._batch:
            batch, self._batch = self._batch, None
            with suppress(BrokenPipeError), batch:
                batch.terminate()

    @property
    def describe(self) -> str:
        """A tag-based name of the commit, or its abbreviated id."""
        return self._say("describe", "--always", "--tags", self.commit) or self.commit[:12]

    def blob(self, oid: str) -> bytes | None:
        """The blob whose id starts with ``oid``; ``None`` if absent, ambiguous or too large."""
        if not _OID.fullmatch(oid) or not oid.strip("0"):
            return None
        return self._object(oid)

    def file(self, path: str) -> bytes | None:
        """The regular file ``path`` of the commit; ``None`` if there is none such."""
        if not is_inside(path) or self._mode(path) not in ("100644", "100755"):
            return None
        return self._object(f"{self.commit}:{path}")

    def uses(self, words: Iterable[str], under: str = "") -> dict[str, tuple[Use, ...]]:
        """Every line of the commit's C and assembly sources with these whole words.

        ``under`` is a directory to look in, by default all of the tree: a search of the whole
        kernel takes seconds. All words of one call are searched at once; answers are remembered.
        Raises IncompleteError where objects are missing.
        """
        wanted = sorted({word for word in words if re.fullmatch(r"\w+", word)})
        fresh = [word for word in wanted if (under, word) not in self._uses]
        if fresh:
            self._grep(fresh, under)
        return {word: self._uses[under, word] for word in wanted}

    @cached_property
    def is_shallow(self) -> bool:
        """Whether older commits are cut off."""
        return self._say("rev-parse", "--is-shallow-repository") != "false"

    def commit_line(self, oid: str) -> tuple[str, int, str] | None:
        """Full id, time of committing (seconds since 1970) and subject of a commit by its id."""
        if not _OID.fullmatch(oid):
            return None
        told = self._say("log", "-1", "--no-show-signature", "--format=%H %ct %s", oid, "--")
        if not told:
            return None
        full, seconds, title = (*told.split(" ", 2), "")[:3]
        return (full, int(seconds), title) if full.startswith(oid) else None

    def release_with(self, oid: str) -> str:
        """The first tag ``v[0-9]*`` that holds a commit, no release candidate; ``""`` if none."""
        told = self._say("tag", "--contains", oid, "--sort=version:refname", "--list", "v[0-9]*")
        return next((tag for tag in (told or "").split("\n") if "-" not in tag), "")

    def titles(self, path: str, count: int) -> tuple[str, ...]:
        """The subjects of the last ``count`` commits that changed ``path``, newest first."""
        if not is_inside(path):
            return ()
        options = ("--no-merges", "--no-show-signature", "--format=%s", f"--max-count={count}")
        told = self._say("log", *options, self.commit, "--", f":(literal){path}")
        return tuple(told.split("\n")) if told else ()

    def object_id(self, content: bytes) -> str:
        """The id git gives a blob of this content in this repository."""
        header = b"blob %d\0" % len(content)
        return hashlib.new(self.algorithm, header + content, usedforsecurity=False).hexdigest()

    def _grep(self, words: list[str], under: str) -> None:
        within = f"{under}/" if is_inside(under) else ""
        sources = [f":(glob){within}**/{name}" for name in _SOURCES]
        patterns = [option for word in words for option in ("-e", word)]
        done = _run(
            self._git_dir, "grep", "--no-color", "-I", "-n", "-z", "-w", "-F", "--full-name",
            *patterns, self.commit, "--", *sources,
        )  # fmt: skip
        if done.returncode > 1:
            raise IncompleteError("the tree's objects are not all there (a partial clone?)")
        found: dict[str, list[Use]] = {word: [] for word in words}
        for name, number, text in _GREP_LINE.findall(done.stdout):
            path = name.decode("utf-8", "replace").partition(":")[2]
            line = text.decode("utf-8", "replace")
            for word in set(re.findall(r"\w+", line)) & found.keys():
                found[word].append(Use(path, int(number), line))
        self._uses.update({(under, word): tuple(uses) for word, uses in found.items()})

    def _mode(self, path: str) -> str:
        listed = self._say("ls-tree", "-z", self.commit, "--", f":(literal){path}") or ""
        return listed.partition(" ")[0]

    def _object(self, name: str) -> bytes | None:
        if name not in self._blobs:
            self._blobs[name] = self._read(name)
        return self._blobs[name]

    def _read(self, name: str) -> bytes | None:
        """Ask for kind and size first: a hundred megabytes are not read to be thrown away."""
        kind, size = self._command("info", name)
        if kind != "blob" or size > MAX_BLOB:
            return None
        self._command("contents", name)
        out = self._process().stdout
        if out is None:
            return None
        content = out.read(size)
        out.read(1)
        return content

    def _command(self, verb: str, name: str) -> tuple[str, int]:
        process = self._process()
        answer: list[str] = []
        if process.stdin and process.stdout:
            with suppress(BrokenPipeError):
                process.stdin.write(f"{verb} {name}\n".encode())
                process.stdin.flush()
            answer = process.stdout.readline().decode("utf-8", "replace").split()
        if not answer:  # git ends where a partial clone would have to fetch
            self.close()
        if len(answer) == 3 and answer[2].isdigit():  # noqa: PLR2004  "<id> <kind> <size>"
            return answer[1], int(answer[2])
        return "missing", 0

    def _process(self) -> subprocess.Popen[bytes]:
        if self._batch is None:
            self._batch = subprocess.Popen(  # noqa: S603  the arguments are ours
                _command(self._git_dir, "cat-file", "--batch-command"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._batch

    def _say(self, *arguments: str) -> str | None:
        done = _run(self._git_dir, *arguments)
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def is_inside(path: str) -> bool:
    """Whether a path of a mail names something inside a tree, and not git's own."""
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and not path.startswith("/")
        and not any(part in ("..", ".") or part.lower() == ".git" for part in parts)
        and all(character.isprintable() for character in path)
        and "\\" not in path
    )


def enclosing(start: Path) -> Path | None:
    """The repository ``start`` is in, if it is in one."""
    top = _ask(start, "rev-parse", "--absolute-git-dir")
    return Path(top) if top else None


def _ask(where: Path, *arguments: str) -> str | None:
    """One question to git about the directory ``where``, whoever owns it."""
    try:
        done = subprocess.run(  # noqa: S603  the arguments are ours
            ["git", "-C", str(where), *arguments],  # noqa: S607  the user's own git
            capture_output=True,
            env=_environment(),
            check=False,
        )
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}") from error
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None


def _run(git_dir: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  the arguments are ours
        _command(git_dir, *arguments),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=_environment(),
        check=False,
    )


def _command(git_dir: Path, *arguments: str) -> list[str]:
    """Git without what a repository's configuration could make it run."""
    quiet = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
    return ["git", *quiet, f"--git-dir={git_dir}", "--no-replace-objects", *arguments]


def _environment() -> dict[str, str]:
    """No lock is taken, nothing is fetched, no other repository is meant."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
    }
    none = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    return {**kept, **none, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
