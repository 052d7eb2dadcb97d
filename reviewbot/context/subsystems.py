"""Who reviews what, and what they are known to ask for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.maintainers import sections, sections_of
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.model.finding import Confidence
from reviewbot.thread.messages import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.levels import Tree
    from reviewbot.model.mail import Message

_ENOUGH = 10  # of 100 places


@frozen
class Subsystem:
    """A section of MAINTAINERS, and how often its people ask for checks.

    ``paths`` and ``lists`` are its directories and lists, for where there is no tree with one of
    that title. ``asks`` tells of how many of 100 places got such a comment.
    """

    section: str
    paths: tuple[str, ...]
    lists: tuple[str, ...]
    asks: Mapping[str, int]


def asked_for(
    check: str, message: Message, path: str | None, tree: Tree | None = None
) -> Confidence:
    """How sure one may be that the people of a file, or of a mail without one, want it said."""
    share = max((one.asks.get(check, 0) for one in _of(message, path, tree)), default=0)
    if share >= _ENOUGH:
        return Confidence.HIGH
    return Confidence.MODERATE if share else Confidence.LOW


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
    near = {section.title for section in (sections_of(path, tree) if tree else ())}
    return tuple(
        one
        for one in subsystems()
        if one.section in near or (path.startswith(one.paths) and not _is_in(tree, one.section))
    )


def _is_in(tree: Tree | None, title: str) -> bool:
    return tree is not None and any(section.title == title for section in sections(tree))


@cache
def subsystems() -> tuple[Subsystem, ...]:
    """Those of the table."""
    return tuple(
        Subsystem(
            entry["section"],
            tuple(entry["paths"]),
            tuple(entry["lists"]),
            entry["asks"],
        )
        for entry in table("subsystems")["subsystem"]
    )
