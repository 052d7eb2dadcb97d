"""Names in files of any kind below a directory: the index leads to the sources that may have one.

What is no source is read: mostly a Makefile and a Kconfig.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.index.keys import is_indexed
from reviewbot.context.search import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewbot.context.index.lookup import Lookup

_MOST = 40  # files: git searches more in less time
_LOOKED_AT = 8000  # bytes by which git tells what is no text


def mentions(
    names: Sequence[str], under: str, index: Lookup, read: Callable[[str], bytes | None]
) -> frozenset[str] | None:
    """Those of the names that a file below a directory has; ``None`` where git is to search.

    ``read`` gives a blob by its id. Raises sqlite3.Error.
    """
    words = [_longest(name) for name in names]
    blobs = index.others(under, _MOST) if all(words) else None
    if blobs is None:
        return None
    for word in words:
        blobs.update(oid for _, oid in index.files(word, under))
    if len(blobs) > _MOST:
        return None
    found: set[str] = set()
    for oid in blobs:
        content = read(oid)
        if content is None:
            return None
        if b"\0" not in content[:_LOOKED_AT]:
            found |= names_in(content.decode("utf-8", "replace"), names)
    return frozenset(found)


def _longest(name: str) -> str:
    """The longest word of a name that is indexed."""
    return max(filter(is_indexed, re.findall(r"\w+", name)), key=len, default="")
