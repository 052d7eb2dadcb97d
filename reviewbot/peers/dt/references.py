"""The schemas a binding refers to, by their paths in the tree."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from reviewbot.peers.dt.binding import FOLDER
from reviewbot.peers.handed import is_plain
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_REF = regex(rb"""\$ref:[ ]*["']?([\w./,+-]{1,200}\.yaml)""", re.ASCII)


def referred_to(path: str, content: bytes) -> Iterator[str]:
    """The paths behind each ``$ref``: from /schemas on, or beside the file."""
    for ref in dict.fromkeys(_REF.findall(content)):
        yield from target(path, ref.decode("ascii"))


def target(path: str, ref: str) -> Iterator[str]:
    """The path of one; nothing where it leads out of the bindings."""
    inside = ref.removeprefix("http://devicetree.org").partition("/schemas/")
    if inside[1]:
        found = posixpath.normpath(FOLDER + inside[2])
    else:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), ref))
    if found.startswith(FOLDER) and is_plain(found):
        yield found
