"""The command that opens drafts in the mailer one has."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Sequence

# where each looks for its settings, below the home directory
_SETTINGS = {
    "neomutt": (".neomuttrc", ".neomutt/neomuttrc", ".config/neomutt/neomuttrc"),
    "mutt": (".muttrc", ".mutt/muttrc", ".config/mutt/muttrc"),
    "aerc": (".config/aerc/accounts.conf",),
}


def for_maildir(folder: Path) -> str:
    """The command for a maildir of drafts, in the mailer that is set up; mutt's where none is."""
    mailer = _mailer()
    if mailer == "aerc":
        return f"aerc, in the folder that is {_quoted(folder)}: :recall -f"
    return f"{mailer} -e {shlex.quote(f'set postponed={_quoted(folder)}')} -p"


def for_files(paths: Sequence[Path]) -> str:
    """The command for files: git asks before each is sent.

    All addresses are in the files, so that it need not ask for one, nor take any from the text.
    """
    options = "--to-cmd=true --suppress-cc=self --suppress-cc=body --confirm=always"
    folder = paths[0].parent
    alone = {*folder.glob("*.eml")} == {*paths}
    files = f"{_quoted(folder)}/*.eml" if alone else " ".join(map(_quoted, paths))
    return f"git send-email {options} {files}"


def _mailer() -> str:
    from reviewbot.peers.programs import find

    there = [name for name in _SETTINGS if find(name)]
    set_up = [name for name in there if any(map(_is_there, _SETTINGS[name]))]
    return [*set_up, *there, "mutt"][0]


def _is_there(name: str) -> bool:
    home = os.environ.get("XDG_CONFIG_HOME", "")
    if name.startswith(".config/") and home:
        return Path(home, name.removeprefix(".config/")).exists()
    return Path("~", name).expanduser().exists()


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
