"""Scripts of selftests given to a linter on its stdin, before and after a patch.

Only the kinds of its table are asked for, and nothing the tree has settled for it is read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reviewbot.knowledge.layout import is_test
from reviewbot.knowledge.load import table
from reviewbot.model.complaint import PeerError
from reviewbot.peers.bounded import Limits
from reviewbot.peers.compared import both_sides, new_complaints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.model.patch import FileDiff
    from reviewbot.peers.compared import Saying
    from reviewbot.peers.desk import Desk

    Read = Callable[[Any], Iterable[tuple[int, str, str]]]  # line, kind, words

_LIMITS = Limits(alone=False)  # they have threads
_FILES = 10  # of a mail: of more, most are moved
_THROUGH = (0, 1)  # how a linter ends that has nothing or something to say


def kinds(name: str) -> str:
    """The kinds of a table, by commas, as linters take them."""
    return ",".join(sorted({entry["kind"] for entry in table(name)["kinds"]}))


def has_test(context: PeerContext, end: str) -> bool:
    """Whether a mail changes a script of a test."""
    return any(_is_script(file, end) for file in context.files)


def ask(
    desk: Desk, context: PeerContext, end: str, command: tuple[str, ...], read: Read
) -> Iterator[Complaint]:
    """What it says of each script after the patch, and not before."""
    files = [file for file in context.images if _is_script(file, end)]
    for side in both_sides(desk, context, files[:_FILES]):
        after = list(_said(desk, side.after, command, read))
        before = list(_said(desk, side.before, command, read)) if after else []
        yield from new_complaints((side,), before + after)


def _is_script(file: FileDiff, end: str) -> bool:
    return file.path.endswith(end) and is_test(file.path)


def _said(desk: Desk, path: str, command: tuple[str, ...], read: Read) -> Iterator[Saying]:
    program, *options = command
    if not desk.read(path):
        return
    done = desk.run(program, *options, "-", stdin=path, limits=_LIMITS)
    if done.code not in _THROUGH:
        raise PeerError(f"{program} {done.ending}")
    try:
        found = list(read(json.loads(done.said)))
    except (ValueError, LookupError, TypeError) as error:
        raise PeerError(f"{program} was not understood") from error
    yield from ((path, line, kind, words) for line, kind, words in found)
