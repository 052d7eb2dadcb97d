"""What a series says it is based on: the trailer lines of git-format-patch(1) ``--base``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.series import Series

_MOST = 200  # prerequisites: a series has some, of a list nobody would read
_ON, _AFTER = "base-commit:", "prerequisite-patch-id:"
_ID = regex(r"[0-9a-f]{7,64}")


@frozen
class Named:
    """The start of the id of a commit, ``""`` if none is named, and patch-ids of what lies between."""

    commit: str = ""
    prerequisites: tuple[str, ...] = ()


def named(series: Series) -> Named:
    """What the first mail that names a base says of it: the cover, or a patch."""
    for mail in series.mails:
        lines = mail.message.lines
        commit = next(_ids(lines, _ON), "")
        if commit:
            return Named(commit, tuple(dict.fromkeys(_ids(lines, _AFTER)))[:_MOST])
    return Named()


def _ids(lines: tuple[str, ...], key: str) -> Iterator[str]:
    """The ids on the lines with that key; no line of a diff begins like it."""
    for line in lines:
        if line.startswith(key):
            words = line.removeprefix(key).split()
            if words and _ID.fullmatch(words[0]):
                yield words[0]
