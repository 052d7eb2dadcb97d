"""Who reviews what, and what they are known to ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.maintainers import sections, sections_of
from reviewbot.knowledge.load import table
from reviewbot.thread.messages import addresses

if TYPE_CHECKING:
    from reviewbot.context.levels import Tree
    from reviewbot.model.mail import Message


@dataclass(frozen=True, slots=True)
class Subsystem:
    """A section of MAINTAINERS, and the checks its people ask for.

    ``paths`` and ``lists`` are its directories and lists, for where there is no tree with one of
    that title.
    """

    section: str
    paths: tuple[str, ...]
    lists: tuple[str, ...]
    asks: frozenset[str]


def is_asked_for(check: str, message: Message, path: str | None, tree: Tree | None = None) -> bool:
    """Whether the people of a file, or of a mail without one, are known to ask for such a thing."""
    return any(check in one.asks for one in _of(message, path, tree))


def _of(message: Message, path: str | None, tree: Tree | None) -> tuple[Subsystem, ...]:
    """The subsystems a file is in; of a mail, and of a file of none, those of its lists."""
    own = _of_file(path, tree) if path else ()
    if own:
        return own
    people = (*addresses(message.to), *addresses(message.cc))
    lists = {address.email.lower() for address in people}
    return tuple(one for one in subsystems() if not lists.isdisjoint(one.lists))


def _of_file(path: str, tree: Tree | None) -> tuple[Subsystem, ...]:
    """As the tree's MAINTAINERS has it, else by directory."""
    known = {section.title for section in (sections(tree) if tree else ())}
    near = {section.title for section in (sections_of(path, tree) if tree else ())}
    return tuple(
        one
        for one in subsystems()
        if (one.section in near if one.section in known else path.startswith(one.paths))
    )


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
