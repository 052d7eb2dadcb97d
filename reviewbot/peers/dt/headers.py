"""The headers an example includes: those of include/dt-bindings, and no other file.

What a mail brings is a text for the preprocessor, which opens whatever it is told to. So a text that
names a file in any other way is refused, wherever and however it does.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from reviewbot.peers.dt import around
from reviewbot.peers.handed import is_plain
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.peers.desk import Desk

ROOT = "include"
_MOST = 100  # headers of an example
_SPLICE = regex(r"\\[ \t\f\v\r]*\n")
_OPENS = regex(r"\b(?:include|include_next|import|embed|pragma|_Pragma|__has_\w{0,40})\b")
_DIRECTIVE = regex(r"(?:#|%:)[ \t]*")
_ALLOWED = regex(
    r'include[ \t]*(?:<(dt-bindings/[\w./+,-]{1,200})>|"([\w./+,-]{1,200})")', re.ASCII
)
_INCLUDED = regex(r"/(?:include|incbin)/")


class RefusedError(Exception):
    """A text that would have a file opened which is not for it."""


def lay(desk: Desk, context: PeerContext, text: str) -> None:
    """Put the headers that a text includes on the desk, and those they do; raises RefusedError."""
    there: set[str] = set()
    wanted = list(included(text, ROOT))
    while wanted and len(there) < _MOST:
        path = wanted.pop()
        content = None if path in there else _read(desk, context, path)
        there.add(path)
        if content is not None:
            desk.write(path, content)
            folder = posixpath.dirname(path)
            wanted += included(content.decode("utf-8", "replace"), folder)


def included(text: str, folder: str) -> Iterator[str]:
    """The paths in the tree of what a text in that folder includes; raises RefusedError."""
    text = _SPLICE.sub("", text)
    if "\0" in text:  # a blank to the preprocessor
        raise RefusedError
    for found in _OPENS.finditer(text):
        line = text.rfind("\n", 0, found.start()) + 1
        before = text[line : found.start()]
        is_directive = _DIRECTIVE.fullmatch(before.lstrip())
        allowed = _ALLOWED.match(text, found.start()) if is_directive else None
        if allowed:
            path = (
                posixpath.join(ROOT, allowed[1])
                if allowed[1]
                else posixpath.join(folder, allowed[2])
            )
            if not is_plain(path):
                raise RefusedError
            yield path
        elif _may_open(before, found[0]):
            raise RefusedError


def is_safe(preprocessed: str) -> bool:
    """Whether the compiler would open no other file for what came of it all."""
    return not _INCLUDED.search(preprocessed)


def _may_open(before: str, word: str) -> bool:
    """Whether a word may be what follows a ``#``: only a blank or the end of a comment is between."""
    return word.startswith("_") or before.rstrip().endswith(("#", "%:", "??=", "*/"))


def _read(desk: Desk, context: PeerContext, path: str) -> bytes | None:
    content = around.read(context, path)
    if content is None and (target := desk.repository.leads_to(path)):
        content = around.read(context, target)
    return content
