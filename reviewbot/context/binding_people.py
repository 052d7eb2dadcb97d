"""Who looks after devicetree bindings: by the tree's MAINTAINERS, else by the shipped table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from reviewbot.context.maintainers import titled
from reviewbot.knowledge.load import table
from reviewbot.thread.mailboxes import addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.levels import Tree
    from reviewbot.model.mail import Address


def binding_people(tree: Tree | None) -> tuple[str, tuple[Address, ...]]:
    """The list, and the maintainers."""
    shipped = table("binding_people")
    for section in titled(shipped["section"], tree) if tree else ():
        if section.lists and section.maintainers:
            return section.lists[0].email, section.maintainers
    people = tuple(one for each in shipped["maintainers"] for one in addresses(each["who"]))
    return shipped["list"], people


def those_of(day: datetime | None, people: Sequence[Address]) -> tuple[Address, ...]:
    """Those of the maintainers who were it on a day already, as far as is known; all where none was."""
    later = {
        one.email
        for each in table("binding_people")["maintainers"]
        for one in addresses(each["who"])
        if day and "since" in each and day < datetime.fromisoformat(f"{each['since']}T00:00:00Z")
    }
    return tuple(one for one in people if one.email not in later) or tuple(people)
