"""A password or a token that a command of the user's prints: it stands in no file and no argument."""

from __future__ import annotations

import shlex
import subprocess

from reviewbot.errors import UsageError

_PATIENCE = 120  # seconds; somebody may have to type a passphrase


def secret(command: str, what: str) -> str:
    """The first line of what the command prints, run without a shell; raises UsageError.

    ``what`` is what the sentence calls it: ``password``, ``token``.
    """
    try:
        done = subprocess.run(  # noqa: S603  the user's own command, without a shell
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired) as error:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UsageError(f"the {what} command {command!r} cannot be run: {why}") from error
    found = done.stdout.decode("utf-8", "replace").partition("\n")[0].rstrip("\r")
    if done.returncode or not found:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise UsageError(f"the {what} command {command!r} gave none: {last or 'it said nothing'}")
    return found
