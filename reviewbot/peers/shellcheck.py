"""``shellcheck``, asked about the shell scripts of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.peers.linted import ask as ask_linter
from reviewbot.peers.linted import has_test, kinds
from reviewbot.peers.peer import Peer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.desk import Desk

_NAME = "shellcheck"
_END = ".sh"


def ask(desk: Desk, context: PeerContext) -> Iterator[Complaint]:
    """What it says of each script after the patch, and not before."""
    command = (_NAME, "--norc", "--format=json1", f"--include={kinds('shellcheck')}")
    yield from ask_linter(desk, context, _END, command, read)


def read(said: dict[str, Any]) -> Iterator[tuple[int, str, str]]:
    """What it reports: line, kind and words of each."""
    for one in said["comments"]:
        yield int(one["line"]), f"SC{one['code']}", str(one["message"])


def _looks_at(context: PeerContext) -> bool:
    return has_test(context, _END)


SHELLCHECK = Peer(_NAME, _NAME, (), (), ask, _looks_at, runs_tree=False)
