"""What a program of the kernel's own says of a patch."""

from __future__ import annotations

from reviewbot.frozen import frozen


@frozen
class Complaint:
    """One thing it says of a body line; ``kind`` is its own name for it, ``text`` its own words."""

    at: int
    kind: str
    text: str


# the kind of what is said of another file, which refers to this one: its path comes first, and a colon
REFERRING = "referring"


class PeerError(Exception):
    """Why such a program says nothing of a mail, in a sentence."""
