"""A git directory of ours in front of somebody's repository: the objects and refs are theirs.

Git takes the configuration of a repository from its git directory. There is no option to read none,
and what it can do cannot be told key by key: name commands (filters, monitors, transports), files
to read, other work trees, how output looks. So git is started in a directory that holds nothing but
our own configuration and links to what is read.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reviewbot.errors import UsageError
from reviewbot.git.place import head
from reviewbot.git.start import run
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.git.place import Place

_LINKED = ("objects", "refs", "packed-refs", "reftable", "shallow")
# what says how objects and refs are stored, and nothing else
_FORMATS = ("objectformat", "refstorage")
_PLAIN = regex(r"[a-z0-9]+")


class View:
    """The view of one repository, for as long as somebody holds it.

    ``git_dir`` is the directory to name to git, ``width`` how many bytes its ids have. Raises
    UsageError where git cannot be run, or there is no room for a temporary directory.
    """

    def __init__(self, place: Place) -> None:
        formats = _formats(place)
        self.width = 32 if formats.get("objectformat") == "sha256" else 20
        try:
            folder = tempfile.mkdtemp(prefix="reviewbot-")
            self.close = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            self.git_dir = Path(folder)
            _fill(self.git_dir, place, formats)
        except OSError as error:
            raise UsageError(f"no temporary directory can be used: {error.strerror}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failed: object) -> None:
        self.close()


def _fill(folder: Path, place: Place, formats: dict[str, str]) -> None:
    for name in _LINKED:
        there = place.common / name
        if there.is_dir() or there.is_file():  # a pipe might never end
            (folder / name).symlink_to(there)
    said = head(place.git_dir).encode("utf-8", "surrogateescape")
    (folder / "HEAD").write_bytes(said + b"\n")
    lines = "".join(f"\t{key} = {value}\n" for key, value in formats.items())
    (folder / "config").write_text(
        f"[core]\n\tbare = true\n\trepositoryformatversion = 1\n[extensions]\n{lines}",
        encoding="ascii",
    )


def _formats(place: Place) -> dict[str, str]:
    config = place.common / "config"
    if not config.is_file():
        return {}
    asked = ("--no-includes", "--get-regexp", rf"^extensions\.({'|'.join(_FORMATS)})$")
    told = (run("config", f"--file={config}", *asked).text or "").lower()
    rows = (line.partition(" ") for line in told.split("\n"))
    return {
        key.removeprefix("extensions."): value for key, _, value in rows if _PLAIN.fullmatch(value)
    }
