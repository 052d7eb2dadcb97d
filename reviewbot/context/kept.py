r"""What of a program's words is kept: kinds that were measured, in our words, once a mail.

``knowledge/TABLE.toml`` has them under ``[[kinds]]``: ``kind`` is the program's own name of it,
``says`` a regular expression of its words, ``line`` one of the line they are about, ``sentence`` what
is said instead (``\1`` is a group of ``says``), ``ours`` the checks that say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewbot.knowledge.load import table
from reviewbot.model.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence, the line it is about, and the others of the mail."""

    at: int
    kind: str
    sentence: str
    ours: tuple[str, ...]
    related: tuple[Related, ...] = ()


def kept(context: PeerContext, peer: str, name: str) -> Iterator[Kept]:
    """What a peer says of added lines that is of a kind in the table ``name``."""
    places: dict[str, dict[int, Kept]] = {}
    for complaint in context.added(peer):
        for sentence, one in _kept(complaint, context.message.line(complaint.at), name):
            places.setdefault(sentence, {}).setdefault(one.at, one)
    for lines in places.values():
        first, *others = sorted(lines)
        related = tuple(Related(line, "the same", again=True) for line in others)
        yield replace(lines[first], related=related)


def _kept(complaint: Complaint, line: str, name: str) -> Iterator[tuple[str, Kept]]:
    """What is said instead of what a program says, with the sentence it is made of."""
    for entry in _kinds(name).get(complaint.kind, ()):
        said = re.fullmatch(entry["says"], complaint.text)
        if said and re.search(entry.get("line", ""), line[1:]):
            sentence, ours = entry["sentence"], tuple(entry.get("ours", ()))
            yield sentence, Kept(complaint.at, complaint.kind, said.expand(sentence), ours)
            return


@cache
def _kinds(name: str) -> dict[str, list[dict[str, Any]]]:
    kinds: dict[str, list[dict[str, Any]]] = {}
    for entry in table(name)["kinds"]:
        kinds.setdefault(entry["kind"], []).append(entry)
    return kinds
