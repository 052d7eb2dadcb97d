"""``ruff``, asked about the Python of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.peers.linted import ask as ask_linter
from reviewbot.peers.linted import has_test, kinds
from reviewbot.peers.peer import Peer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.desk import Desk

_NAME = "ruff"
_END = ".py"
_ALONE = ("--isolated", "--no-cache", "--quiet", "--output-format=json")


def ask(desk: Desk, context: PeerContext) -> Iterator[Complaint]:
    """What it says of each file after the patch, and not before."""
    command = (_NAME, "check", *_ALONE, f"--select={kinds('ruff_kinds')}")
    yield from ask_linter(desk, context, _END, command, read)


def read(said: Sequence[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    """What it reports: line, kind and words of each; what is no Python has no kind."""
    for one in said:
        yield int(one["location"]["row"]), str(one["code"] or ""), str(one["message"])


def _looks_at(context: PeerContext) -> bool:
    return has_test(context, _END)


RUFF = Peer(_NAME, _NAME, (), (), ask, _looks_at, runs_tree=False)
