"""What the user has set in git's configuration: in their file, the system's, or for one command.

The repository one stands in may be a stranger's, unpacked a minute ago, and its own configuration
came along with it. So each value says whether it is the repository's, and whoever asks decides.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.git.start import run

if TYPE_CHECKING:
    from reviewbot.git.start import Answer

_DEADLINE = 10.0  # seconds; an included file may never end
_ITS_OWN = ("local", "worktree")
_READ = (0, 1)  # how git-config(1) ends: found, none found


@frozen
class Setting:
    """A value of a key (``section.name``, lower case, the part between as it is written).

    ``is_local`` says that it is from the configuration of the repository one stands in.
    """

    key: str
    value: str
    is_local: bool


@frozen
class Settings:
    """The values in the order git reads them, and why the repository's could not be read.

    ``fault`` is ``""`` where they could.
    """

    values: tuple[Setting, ...]
    fault: str = ""


def settings(pattern: str) -> Settings:
    """All values of the keys a regular expression finds; raises UsageError where there is no git.

    Where the repository's configuration cannot be read, the user's still counts.
    """
    told = _asked(pattern, _here())
    if told.code in _READ:
        return Settings(_parsed(told.out))
    alone = _asked(pattern, Path("/"), GIT_CEILING_DIRECTORIES="/")
    if alone.code in _READ:
        return Settings(_parsed(alone.out), told.why)
    return Settings((), alone.why)


def _asked(pattern: str, where: Path, **more: str) -> Answer:
    asked = ("config", "--null", "--show-scope", "--get-regexp", pattern)
    return run(*asked, env=more, as_user=True, where=where, deadline=_DEADLINE)


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:  # it was removed
        return Path("/")


def _parsed(out: bytes) -> tuple[Setting, ...]:
    """Of ``SCOPE NUL KEY LF VALUE NUL`` again and again; a key alone is true."""
    parts = out.decode("utf-8", "replace").split("\0")[:-1]
    found = []
    for scope, entry in zip(parts[::2], parts[1::2], strict=True):
        key, newline, value = entry.partition("\n")
        found.append(Setting(key, value if newline else "true", scope in _ITS_OWN))
    return tuple(found)
