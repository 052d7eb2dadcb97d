"""A text in the user's editor, the one git would start."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager

from reviewbot import private
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCISSORS = "# ------------------------ >8 ------------------------"
_FOR_A_SHELL = frozenset("|&;<>()$`\\\"' \t\n*?[#~=%")
_BELOW = "# What is below the line above is left out.\n"


def edited(text: str, about: str, file: Path, terminal: int) -> str:
    """What the user makes of a text; ``about`` is shown below it.

    ``file`` is private, and what it is written to meanwhile: one that is there was left behind in
    the middle, and is gone on with. Raises UsageError where there is no editor, or it fails.
    """
    command = _command()
    try:
        private.add(file, f"{text}\n\n{SCISSORS}\n{_BELOW}{about}".encode("utf-8", "replace"))
        if _status(command, file, terminal):
            raise UsageError(f"the editor ({command}) failed; what it left is in {file}")
        written = file.read_text(encoding="utf-8")
        file.unlink()
    except OSError as error:
        raise UsageError(f"{file} cannot be edited: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 any more") from error
    return _above(written)


def _status(command: str, file: Path, terminal: int) -> int:
    """How the editor ended."""
    with _not_interrupted():
        try:
            return subprocess.run(  # noqa: S603  the user's own command, and a name we made
                [*_started(command), str(file)], stdin=terminal, stdout=terminal, check=False
            ).returncode
        except OSError as error:
            raise UsageError(f"the editor ({command}) cannot be run: {error.strerror}") from error


def _above(text: str) -> str:
    """What is above the scissors, without the empty lines around it."""
    lines = text.split("\n")
    if SCISSORS in lines:
        lines = lines[: lines.index(SCISSORS)]
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def _started(command: str) -> list[str]:
    """What an argument is added to, as git does: a shell is there only where it is needed."""
    if _FOR_A_SHELL.isdisjoint(command):
        return [command]
    return ["sh", "-c", f'{command} "$@"', command]


def _command() -> str:
    """The user's editor by git's rules (git-var(1)), whatever repository one stands in says."""
    from reviewbot.git.start import run

    named = {"GIT_EDITOR": value} if (value := os.environ.get("GIT_EDITOR")) else {}
    told = run("var", "GIT_EDITOR", env=named, as_user=True)
    if not told.text:
        raise UsageError(f"git knows no editor: {told.why or 'set EDITOR'}")
    return told.text


@contextmanager
def _not_interrupted() -> Iterator[None]:
    """A block in which Ctrl-C is the editor's affair."""
    mine = (signal.SIGINT, signal.SIGQUIT)
    # caught, not ignored: what is ignored would be in the editor as well
    before = {name: signal.signal(name, lambda *_: None) for name in mine}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
