"""The tree's ``scripts/coccinelle``, run by ``spatch`` over the changed files, before and after.

Only the scripts of knowledge/coccinelle.toml are, which were measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import by_name
from reviewbot.model.complaint import PeerError
from reviewbot.peers.bounded import Limits
from reviewbot.peers.compared import both_sides, new_complaints
from reviewbot.peers.peer import Peer
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.compared import Saying
    from reviewbot.peers.desk import Desk

_SPATCH = "spatch"
_NAMES = {
    f"scripts/coccinelle/{name}.cocci": name for name in by_name("coccinelle", "kinds", "kind")
}
_OPTIONS = ("--very-quiet", "-D", "report", "--no-show-diff", "--no-includes", "--include-headers")
_LIMITS = Limits(seconds=10, alone=False)  # it looks for its Python by a shell
_LINE = regex(r"(\S+):(\d{1,9}):\d+-\d+: (?:WARNING|ERROR)?:? ?(.+)")


def ask(desk: Desk, context: PeerContext) -> Iterator[Complaint]:
    """What each script says of the files after the patch, and not before."""
    sides = both_sides(desk, context, [file for file in context.images if file.is_c])
    paths = [path for side in sides for path in side.paths]
    for script in _NAMES if paths else ():
        if (desk.folder / script).is_file():
            done = desk.run(_SPATCH, *_OPTIONS, "--sp-file", script, *paths, limits=_LIMITS)
            if done.code:
                raise PeerError(f"spatch {done.ending} with {script}")
            yield from new_complaints(sides, read(done.said, _NAMES[script]))


def read(said: str, script: str) -> Iterator[Saying]:
    """The lines of output of one script: path, line, its name, and words of each."""
    for line in said.split("\n"):
        if found := _LINE.fullmatch(line):
            yield found[1], int(found[2]), script, found[3]


COCCINELLE = Peer("coccinelle", _SPATCH, (), tuple(_NAMES), ask)
