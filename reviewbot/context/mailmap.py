"""The addresses people have now, by the tree's .mailmap (gitmailmap(5))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.budget import shared, spend
from reviewbot.model.mail import Address
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.levels import Tree

_LINE = regex(r"([^<>#]*)<([^<>]+)>([^<>#]*)(?:<([^<>]+)>)?")
_CHARACTERS = 50  # read in a step


def renewed(person: Address, tree: Tree) -> Address:
    """Who it is by the name and address the tree knows; as they are where it has none."""
    return _mailmap(tree.read(".mailmap") or b"").get(person.email.lower(), person)


@shared(maxsize=4)
def _mailmap(text: bytes) -> Mapping[str, Address]:
    spend(len(text) // _CHARACTERS)
    found: dict[str, Address] = {}
    for line in text.decode("utf-8", "replace").split("\n"):
        if match := _LINE.match(line):
            now, before = match[2], match[4] or match[2]
            found[before.lower()] = Address(match[1].strip(), now)
    return found
