"""``scripts/checkpatch.pl``, asked about the diff of a mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.model.complaint import Complaint, PeerError
from reviewbot.peers.handed import handed
from reviewbot.peers.peer import Peer
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import PeerContext
    from reviewbot.peers.desk import Desk

_PERL = "perl"
_SCRIPT = "scripts/checkpatch.pl"
_LISTS = ("scripts/spelling.txt", "scripts/const_structs.checkpatch")
_OPTIONS = ("--no-tree", "--no-signoff", "--strict", "--terse", "--show-types", "--color=never")
_LINE = regex(r"-:(\d{1,9}): (?:ERROR|WARNING|CHECK):([A-Z0-9_]+): (.+)")
_END = regex(r"^total: \d+ errors", re.MULTILINE)


def ask(desk: Desk, context: PeerContext) -> Iterator[Complaint]:
    """What it says of the lines of the diff."""
    lines = handed(context.files)
    if not lines:
        return
    text = "".join(f"{line}\n" for line, _ in lines).encode("utf-8", "surrogateescape")
    diff = desk.write("diff", text)
    done = desk.run(_PERL, _SCRIPT, *_OPTIONS, "-", stdin=diff)
    if done.code and not _END.search(done.said):  # with 1 it ends where it has something to say
        raise PeerError(f"{_SCRIPT} {done.ending} before it was through")
    yield from read(done.said, [at for _, at in lines])


def read(said: str, places: Sequence[int]) -> Iterator[Complaint]:
    """What its lines of output say; ``places`` has the body line of each line it was given."""
    for line in said.split("\n"):
        found = _LINE.fullmatch(line)
        if found and 0 < int(found[1]) <= len(places):
            yield Complaint(places[int(found[1]) - 1], found[2], found[3].strip())


CHECKPATCH = Peer("checkpatch", _PERL, (_SCRIPT,), _LISTS, ask)
