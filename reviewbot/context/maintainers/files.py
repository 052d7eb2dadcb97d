"""The patterns of files in MAINTAINERS, as scripts/get_maintainer.pl reads them.

``F: drivers/frob/`` is all below it; without the slash it is that directory, too, or the file, or
those of the same directory whose names begin like this. ``*``, ``?`` and ``[ab]`` are as in a shell,
but that ``*`` goes over slashes: there must be as many in the path as in the pattern.
"""

from __future__ import annotations

from functools import lru_cache

from reviewbot.context.maintainers.regex import Regex, UnsupportedError
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.regex import regex

_MAGIC = regex(r"[*?\[\](){}+^$|\\]")
_MORE = regex(r"[?\[\](){}+^$|\\]")  # than a star, which is as good as all there is
_LOOKED_AT = 10  # characters of a path in a step


@frozen
class FilePattern:
    """A pattern; ``literal`` is its start, up to the first character that stands for others."""

    text: str
    literal: str

    @property
    def depth(self) -> int:
        """How many directories deep it leads: of several sections the deepest is the nearest."""
        if self.text.startswith("*"):
            return -1
        return self.text.count("/") + (not self.text.endswith("/"))

    def has(self, path: str) -> bool:
        """Whether a file is one of its own."""
        if not path.startswith(self.literal):
            return False
        is_plain = self.literal == self.text
        if is_plain and path.startswith(f"{self.text.rstrip('/')}/"):
            return True
        if not self.text.endswith("/") and path.count("/") != self.text.count("/"):
            return False
        return is_plain or _is_in(self.text, path)


def file_pattern(text: str) -> FilePattern:
    """The pattern a line of MAINTAINERS has."""
    magic = _MAGIC.search(text)
    return FilePattern(text, text[: magic.start()] if magic else text)


def _is_in(text: str, path: str) -> bool:
    if not _MORE.search(text):
        return _begins(path, text.split("*"))
    regex = _regex(text)
    return regex is not None and regex.is_in(path)


def _begins(path: str, parts: list[str]) -> bool:
    """Whether a path begins with these parts, with anything between each and the next."""
    spend(1 + len(path) // _LOOKED_AT)
    at = len(parts[0])
    for part in parts[1:]:
        at = path.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return path.startswith(parts[0])


@lru_cache(maxsize=1024)
def _regex(text: str) -> Regex | None:
    """What get_maintainer.pl makes of a pattern; ``None`` where that is no expression."""
    perl = text.replace(".", r"\.").replace("*", ".*").replace("?", ".")
    try:
        return Regex(f"^{perl}")
    except UnsupportedError:
        return None
