"""What is known of the peers without them is what they are."""

from __future__ import annotations

from reviewbot.peers.names import BY_THEMSELVES, NAMES
from reviewbot.peers.table import PEERS


def test_all_are_named() -> None:
    assert tuple(PEERS) == NAMES


def test_those_are_on_by_themselves_that_say_so() -> None:
    assert tuple(name for name, peer in PEERS.items() if peer.by_itself) == BY_THEMSELVES
