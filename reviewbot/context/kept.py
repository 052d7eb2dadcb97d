r"""What of a program's words is kept: kinds that were measured, in our words, once a mail.

``knowledge/TABLE.toml`` has them under ``[[kinds]]``: ``kind`` is the program's own name of it,
``says`` a regular expression of its words, ``line`` one of the line they are about, ``before`` one
that no line matches that was in the file, as far as the patch shows it. ``sentence`` is what is said
instead (``\1`` is a group of ``says``), ``ours`` are the checks that say the same.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reviewbot.frozen import replace
from reviewbot.knowledge.load import table
from reviewbot.model.finding import Related, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.model.patch import FileDiff


def kept(context: PeerContext, peer: str, name: str) -> Iterator[Remark]:
    """What a peer says of added lines that is of a kind in the table ``name``.

    The facts are the kind and the sentence. It stands at the first line, the others are related.
    """
    places: dict[str, dict[int, Remark]] = {}
    was_there = cache(_was_there)  # of one file many lines are complained about
    for complaint in context.added(peer):
        entry = _entry(complaint, context.message.line(complaint.at), name)
        file, _ = context.patch.anchors[complaint.at]
        if entry and not ("before" in entry and was_there(file, entry["before"])):
            sentence = re.sub(entry["says"], entry["sentence"], complaint.text)
            facts = {"kind": complaint.kind, "sentence": sentence}
            one = Remark(complaint.at, facts, yields_to=tuple(entry.get("ours", ())))
            places.setdefault(entry["sentence"], {}).setdefault(one.at, one)
    for lines in places.values():
        first, *others = sorted(lines)
        related = tuple(Related(line, "the same", again=True) for line in others)
        yield replace(lines[first], related=related)


def _entry(complaint: Complaint, line: str, name: str) -> dict[str, Any] | None:
    """The entry of the table for what a program says; ``None`` if it is not kept."""
    for entry in _kinds(name).get(complaint.kind, ()):
        if re.fullmatch(entry["says"], complaint.text) and re.search(
            entry.get("line", ""), line[1:]
        ):
            return entry
    return None


def _was_there(file: FileDiff, pattern: str) -> bool:
    """Whether a line matches that is not the patch's."""
    return any(re.search(pattern, line.text) for hunk in file.hunks for line in hunk.pre)


@cache
def _kinds(name: str) -> dict[str, list[dict[str, Any]]]:
    kinds: dict[str, list[dict[str, Any]]] = {}
    for entry in table(name)["kinds"]:
        kinds.setdefault(entry["kind"], []).append(entry)
    return kinds
