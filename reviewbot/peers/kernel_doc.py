"""The tree's ``kernel-doc``, asked about the changed files: what it says of them only after the patch.

It was a script in Perl, and is one in Python, with modules, which lies elsewhere since.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.model.complaint import PeerError
from reviewbot.peers.compared import both_sides, new_complaints
from reviewbot.peers.peer import Peer
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.desk import Desk

_PERL = "perl"
_SCRIPT = "scripts/kernel-doc"
_MODULES = {  # of those in Python, the newest first
    "tools/docs/kernel-doc": "tools/lib/python/kdoc",
    "scripts/kernel-doc.py": "scripts/lib/kdoc",
}
_LINE = regex(r"(?:(\S+):(\d{1,9}): warning:|W(?:arning|ARNING): (\S+):(\d{1,9})) (.+)")
_NAME = regex(r"(?:'(?:[\w.]{0,80}\.)?|Prototype was for (?:struct )?)(\w{1,80})(?:'|\(\)| )")
_OF = regex(r"in '(\w{1,80})'$")
_OPENS = b"/**"
_REACH = 300  # lines above a declaration's end that are looked through


def ask(desk: Desk, context: PeerContext) -> Iterator[Complaint]:
    """What it says of each file after the patch, and not before."""
    files = [file for file, image in context.images.items() if file.is_c and _OPENS in image.post]
    command, sides = _command(desk), both_sides(desk, context, files)
    if not sides:
        return
    done = desk.run(*command, "-none", *(path for side in sides for path in side.paths))
    if done.code:
        raise PeerError(f"{command[-1]} {done.ending}")

    @cache
    def lines(path: str) -> list[str]:
        return desk.read(path).decode("utf-8", "replace").split("\n")

    known = {path for side in sides for path in side.paths}
    yield from new_complaints(
        sides,
        (
            (path, place(lines(path), at, words), kind(lines(path), at, words), words)
            for given, at, words in read(done.said)
            if (path := given.removeprefix(f"{desk.folder}/")) in known
        ),
    )


def _command(desk: Desk) -> tuple[str, ...]:
    """How the tree's script is run; raises PeerError where there is none, or in another language."""
    for script, modules in _MODULES.items():
        if source := desk.repository.file(script):
            for path in desk.repository.blobs(modules):
                desk.write(path, desk.repository.file(path) or b"")
            return sys.executable, "-I", "-B", desk.write(script, source)
    source = desk.repository.file(_SCRIPT)
    if source is None:
        raise PeerError(f"the tree has no {_SCRIPT}")
    if b"perl" not in source.partition(b"\n")[0]:
        raise PeerError(f"{_SCRIPT} of the tree is not in Perl")
    return _PERL, desk.write(_SCRIPT, source)


def read(said: str) -> Iterator[tuple[str, int, str]]:
    """What its lines of output say: path, line and words of each."""
    for line in said.split("\n"):
        if found := _LINE.fullmatch(line):
            yield found[1] or found[3], int(found[2] or found[4]), found[5]


def kind(lines: Sequence[str], at: int, words: str) -> str:
    """Whether it speaks of a ``struct`` or a ``function``: it does not always tell itself."""
    named = _OF.search(words)
    if not named:
        return "function"
    opens = re.compile(rf"\b(?:struct|union)\s+{named[1]}\s*\{{")
    return "struct" if any(map(opens.search, lines[max(0, at - _REACH) : at])) else "function"


def place(lines: Sequence[str], at: int, words: str) -> int:
    """The line that names what is meant; it tells where the declaration ends, or one line more."""
    name = _NAME.search(words)
    above = range(min(at, len(lines)) - 1, max(0, at - _REACH), -1)
    end = next((number for number in above if "*/" in lines[number - 1]), 0)
    if not name or not end:
        return at
    word = re.compile(rf"\b{name[1]}\b")
    if words.startswith("Excess"):
        described = (number for number in above if f"@{name[1]}:" in lines[number - 1])
        return next(described, at)
    below = range(end + 1, min(at, len(lines)) + 1)
    return next((number for number in below if word.search(lines[number - 1])), at)


KERNEL_DOC = Peer("kernel-doc", _PERL, (), (), ask)
