"""Who reviews what, and what they are known to ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.thread.messages import addresses

if TYPE_CHECKING:
    from reviewbot.model.mail import Message


@dataclass(frozen=True, slots=True)
class Subsystem:
    """A section of MAINTAINERS: its directories and lists, and the checks its people ask for."""

    section: str
    paths: tuple[str, ...]
    lists: tuple[str, ...]
    asks: frozenset[str]


def is_asked_for(check: str, message: Message, path: str | None) -> bool:
    """Whether the people of a file, or of a mail without one, are known to ask for such a thing."""
    return any(check in one.asks for one in _of(message, path))


def _of(message: Message, path: str | None) -> tuple[Subsystem, ...]:
    """The subsystems of a file by its path; of a mail, and of a file of none, by its lists."""
    own = tuple(one for one in subsystems() if path and path.startswith(one.paths))
    if own:
        return own
    people = (*addresses(message.to), *addresses(message.cc))
    lists = {address.email.lower() for address in people}
    return tuple(one for one in subsystems() if not lists.isdisjoint(one.lists))


@cache
def subsystems() -> tuple[Subsystem, ...]:
    """Those of the table."""
    return tuple(
        Subsystem(
            entry["section"],
            tuple(entry["paths"]),
            tuple(entry["lists"]),
            frozenset(entry["asks"]),
        )
        for entry in table("subsystems")["subsystem"]
    )
