"""What names a change whatever its title: the ``change-id`` of b4, the ``Change-Id`` of Gerrit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

# b4 writes its own below the text of a cover, or below the diff of a single patch
_ID = regex(r"[\w.-]{8,200}")
_LINE = regex(rf"change-id:[ \t]*({_ID.pattern})[ \t]*$", re.IGNORECASE)


def read_change_id(header: str, lines: Iterable[str]) -> str:
    """That of a mail: from ``X-Change-ID``, else the first in its body; empty where none is."""
    if _ID.fullmatch(header):
        return header
    named = (line for line in lines if line[:1] in ("c", "C"))
    return next((match[1] for line in named if (match := _LINE.match(line))), "")
