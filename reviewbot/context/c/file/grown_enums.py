"""Enumerations a patch adds members to, in files that are known as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.enumerators import enumerations
from reviewbot.context.c.file.known_files import known_files
from reviewbot.context.place import added
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_uapi
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.file.enumerators import Enumeration
    from reviewbot.context.image import Image
    from reviewbot.context.levels import BlobContext
    from reviewbot.model.patch import DiffLine, FileDiff

_MEMBER = regex(r"\s*[A-Z]\w+\s*(?:,|=|$|/)")


@frozen
class GrownEnum:
    """An enumeration after the patch: the names it had, and the added lines of the new ones."""

    path: str
    enum: Enumeration
    old: frozenset[str]
    new: Mapping[str, DiffLine]


def grown_enums(context: BlobContext) -> Iterator[GrownEnum]:
    """The enumerations a patch adds to; what user space sees is left out: it may be set there."""
    for file, image in known_files(context):
        has_member = any(_MEMBER.match(line.text) for line in file.added())
        if has_member and not is_uapi(file.path):
            yield from _in_file(file, image)


def _in_file(file: FileDiff, image: Image) -> Iterator[GrownEnum]:
    lines = added(file, image)
    before = enumerations(image.pre)
    for tag, enum in enumerations(image.post).items():
        old = before[tag].members.keys() & enum.members if tag in before else set()
        new = {
            name: lines[at] for name, at in enum.members.items() if name not in old and at in lines
        }
        if old and new:
            yield GrownEnum(file.path, enum, frozenset(old), new)
