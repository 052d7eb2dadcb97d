"""Who looks after devicetree bindings: by the tree's MAINTAINERS, else by the shipped table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.maintainers import titled
from reviewbot.knowledge.load import table
from reviewbot.thread.mailboxes import addresses

if TYPE_CHECKING:
    from reviewbot.context.levels import Tree
    from reviewbot.model.mail import Address


def binding_people(tree: Tree | None) -> tuple[str, tuple[Address, ...]]:
    """The list, and the maintainers."""
    shipped = table("binding_people")
    for section in titled(shipped["section"], tree) if tree else ():
        if section.lists and section.maintainers:
            return section.lists[0].email, section.maintainers
    people = tuple(one for text in shipped["maintainers"] for one in addresses(text))
    return shipped["list"], people
