"""How git is started: one repository is meant, and only what is written here configures it.

The repository is named by ``--git-dir``, so git looks for none further up. No configuration of the
user's or the system's is read and no ``GIT_*`` variable gets through: ``settings`` and ``remote``
say what of them counts. The configuration of the repository itself is read: somebody's is looked at
through ``view``, which has its own. No hook, pager or file system monitor is run, nobody is asked
for a password, objects that are not there are not fetched, replacements and grafts do not count.
"""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

Conversation = subprocess.Popen[bytes]
OLDEST = (2, 36)  # of git: cat-file --batch-command; GIT_CONFIG_GLOBAL is from 2.32
DEADLINE = 600.0  # seconds; a first clone of a large epoch takes minutes
_VERSION = regex(r"(\d+)\.(\d+)")
_NOWHERE = Path("/")  # to be in: it is always there
_PRIVATE = 0o077  # what it makes is nobody else's
_LONGEST = 300  # characters of what git says that are repeated
_NO_SETTINGS: Mapping[str, str] = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
}
_NOTHING_ELSE: Mapping[str, str] = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_ASKPASS": "",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": f"{os.devnull}/none",  # one that is there makes git give a hint
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
# over the configuration of a repository, too
_SETTINGS = (
    "core.attributesFile=/dev/null",
    "core.excludesFile=/dev/null",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "gc.auto=0",
    "maintenance.auto=false",
)


@frozen
class Answer:
    """What git wrote to stdout and to stderr, and how it ended."""

    out: bytes
    said: bytes
    code: int

    @property
    def why(self) -> str:
        """The line that says why it failed, among hints and what a server says; else ``""``."""
        return _why(self.said) if self.code else ""

    @property
    def text(self) -> str | None:
        """The output without the space around it; ``None`` where git failed."""
        return None if self.code else self.out.decode("utf-8", "replace").strip()


def ask(
    git_dir: Path, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> Answer:
    """Run one command of git's about a repository; raises UsageError where there is no such git."""
    return run(*_named(git_dir), *arguments, stdin=stdin, env=env)


def ask_about(git_dir: Path, work_tree: Path, index: Path, *arguments: str) -> Answer:
    """Run a command that compares or searches a work tree, from the top of it."""
    return run(
        *_named(git_dir),
        f"--work-tree={work_tree.absolute()}",
        *arguments,
        env={"GIT_INDEX_FILE": str(index.absolute())},
        where=work_tree,
    )


def talk(git_dir: Path, *arguments: str) -> Conversation:
    """Begin a conversation with git about a repository, on its stdin and stdout."""
    checked()
    try:
        return _begun(git_dir, arguments, subprocess.PIPE)
    except OSError as error:
        raise _absent(error) from error


def piped(
    git_dir: Path, first: tuple[str, ...], second: tuple[str, ...], deadline: float
) -> str | None:
    """What ``second`` says of the output of ``first``; ``None`` where one failed or took too long.

    The output of the first is held by nobody: it may be large.
    """
    checked()
    try:
        with (
            _begun(git_dir, first, subprocess.DEVNULL) as source,
            _begun(git_dir, second, source.stdout) as sink,
        ):
            if source.stdout:
                source.stdout.close()  # so that it is told where the other one ends
            try:
                out, _ = sink.communicate(timeout=deadline)
                source.wait(deadline)
            except subprocess.TimeoutExpired:
                return None
            finally:
                source.kill()
                sink.kill()
    except OSError as error:
        raise _absent(error) from error
    failed = source.returncode or sink.returncode
    return None if failed else out.decode("utf-8", "replace").strip()


def _begun(
    git_dir: Path, arguments: tuple[str, ...], stdin: int | IO[bytes] | None
) -> Conversation:
    return subprocess.Popen(  # noqa: S603  the arguments are ours
        ["git", *_named(git_dir), *arguments],  # noqa: S607  the user's own git
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_NOWHERE,
        env=environment(),
    )


def run(
    *arguments: str,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    as_user: bool = False,
    where: Path = _NOWHERE,
    deadline: float = DEADLINE,
) -> Answer:
    """Run git, about no repository if the arguments name none; ``env`` goes over ``environment``.

    Raises UsageError where there is no git, or one that is too old.
    """
    checked()
    return _run(arguments, stdin, environment(env, as_user=as_user), where, deadline)


def environment(more: Mapping[str, str] | None = None, *, as_user: bool = False) -> dict[str, str]:
    """The user's variables without those of git's, and ours.

    ``as_user`` leaves their configuration as it is: to ask for that itself.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or (as_user and name.startswith("GIT_CONFIG_"))
    }
    return {**kept, **({} if as_user else _NO_SETTINGS), **_NOTHING_ELSE, **(more or {})}


@cache
def version() -> str:
    """What git calls itself, as ``2.39.5``; raises UsageError where it cannot be run."""
    told = _run(("--version",), b"", environment(), _NOWHERE, DEADLINE).text or "of no version"
    return told.removeprefix("git version ")


@cache
def checked() -> None:
    """Raise UsageError where there is no git, or one that is too old."""
    number = _VERSION.match(version())
    if not number or (int(number[1]), int(number[2])) < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise UsageError(f"git is {version()}; {wanted} or later is needed")


def _run(
    arguments: tuple[str, ...],
    stdin: bytes,
    env: Mapping[str, str],
    where: Path,
    deadline: float,
) -> Answer:
    try:
        done = subprocess.run(  # noqa: S603  the arguments are ours
            ["git", "--no-pager", *arguments],  # noqa: S607  the user's own git
            input=stdin,
            capture_output=True,
            cwd=where,
            env={**env, "LC_ALL": "C"},  # what it says is read
            timeout=deadline,
            check=False,
            umask=_PRIVATE,
        )
    except subprocess.TimeoutExpired:
        return Answer(b"", f"fatal: git took over {deadline:g} s".encode(), -1)
    except OSError as error:
        raise _absent(error) from error
    return Answer(done.stdout, done.stderr, done.returncode)


def _absent(error: OSError) -> UsageError:
    return UsageError(f"git cannot be run: {error.strerror}")


def _named(git_dir: Path) -> tuple[str, ...]:
    ours = (word for setting in _SETTINGS for word in ("-c", setting))
    return (*ours, f"--git-dir={git_dir.absolute()}")


def _why(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().split("\n")
    for sign in ("fatal: ", "error: "):
        for line in lines:
            if line.startswith(sign):
                return line.removeprefix(sign)[:_LONGEST]
    return lines[-1][:_LONGEST] or "git failed"
