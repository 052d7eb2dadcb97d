"""C that a program of user space is built from, whatever directory it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.patch import FileDiff

_INCLUDE = regex(r"#[ \t]*include[ \t]+<([\w/]+\.h)>")


def includes_libc(file: FileDiff) -> bool:
    """Whether it is seen to include a header that the C library has, and the kernel has not."""
    headers = table("layout")["libc"]["headers"]
    return any(
        found[1] in headers
        for hunk in file.hunks
        for line in hunk.post
        if line.text[:1] == "#" and (found := _INCLUDE.match(line.text))
    )
